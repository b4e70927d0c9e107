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
            foreach (var text in MeshObjects.OneOfEachKind())
            {
                server.Put(text);
            }
        });
        await cluster.Services.GetRequiredService<ITokenReviewer>().ReviewAsync("token", ["istio-ca"], CancellationToken.None);
        await cluster.Services.GetRequiredService<ISecretReaders>().MayReadAsync("shop", "web", CancellationToken.None);
        cluster.Services.GetRequiredService<CertificateAuthority>().RotateRoot();
        foreach (var grant in Grants.Of(chart).Where(grant => grant.Verb is not ("list" or "watch") && grant.Resource != "endpoints"))
        {
            await cluster.AskedAsync(grant);
        }

        return [.. cluster.Requests];
    }
}
