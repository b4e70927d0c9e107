using MeshControl.Chart.Tests.Helm;
using MeshControl.Chart.Tests.Rendering;
using MeshControl.Security.Authentication.Reviews;
using MeshControl.Security.Authority;
using MeshControl.Server.Secrets.Credentials;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Chart.Tests.Rbac;

/// <summary>The chart's roles grant what the control plane asks for, and nothing that it never asks for.</summary>
public sealed class RbacTests
{
    private static readonly string[] Anybodys = ["selfsubjectaccessreviews", "selfsubjectrulesreviews"];

    [HelmFact]
    public async Task What_is_used_is_granted_and_what_is_granted_is_used()
    {
        var chart = RenderedChart.Of(Charts.ControlPlane, "--set installCRDs=false");
        var requests = new List<RecordedRequest>();
        requests.AddRange(await UseEverythingAsync(chart, static _ => { }));
        // A server that is older than EndpointSlices.
        requests.AddRange(await UseEverythingAsync(chart, static server => server.Unserve(FakeKinds.EndpointSlices)));

        var grants = Grants.Of(chart);
        var refused = requests.Where(request => !Anybodys.Contains(request.Resource) && !grants.Any(grant => grant.Allows(request)));
        Assert.Empty(refused.Select(request => $"{request.Verb} {request.Resource}.{request.Group} {request.Namespace}/{request.Name}").Distinct(StringComparer.Ordinal));
        Assert.Empty(grants.Where(grant => !requests.Exists(request => grant.Allows(request) && (grant.Namespace.Length > 0 || request.Namespace != "istio-system"))).Select(grant => grant.ToString()));
    }

    private static async Task<IReadOnlyList<RecordedRequest>> UseEverythingAsync(RenderedChart chart, Action<FakeApiServer> prepare)
    {
        await using var cluster = await RbacCluster.StartAsync(chart, server =>
        {
            prepare(server);
            server.Put("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}""");
            // Its certificate is a secret, its clients' roots are a ConfigMap.
            server.Put("""
                {"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"web","namespace":"shop"},"spec":{"selector":{"istio":"web"},
                 "servers":[{"hosts":["*"],"port":{"number":443,"name":"https","protocol":"HTTPS"},"tls":{"mode":"SIMPLE","credentialName":"web-tls"}}]}}
                """);
            server.Put("""
                {"apiVersion":"gateway.networking.k8s.io/v1","kind":"BackendTLSPolicy","metadata":{"name":"db","namespace":"shop"},"spec":{"targetRefs":[{"group":"","kind":"Service","name":"db"}],
                 "validation":{"hostname":"db","caCertificateRefs":[{"group":"","kind":"ConfigMap","name":"db-roots"}]}}}
                """);
        });
        await cluster.Services.GetRequiredService<ITokenReviewer>().ReviewAsync("token", ["istio-ca"], CancellationToken.None);
        await cluster.Services.GetRequiredService<ISecretReaders>().MayReadAsync("shop", "web", CancellationToken.None);
        cluster.Services.GetRequiredService<CertificateAuthority>().RotateRoot();
        foreach (var (verb, resource) in new[] { ("watch", "secrets"), ("update", "secrets"), ("create", "gateways"), ("patch", "mutatingwebhookconfigurations"), ("patch", "validatingwebhookconfigurations") })
        {
            await cluster.AskedAsync(verb, resource);
        }

        return [.. cluster.Server.Requests];
    }
}
