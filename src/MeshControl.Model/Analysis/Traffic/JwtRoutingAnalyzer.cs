using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Gateways that route by claims of a token verify tokens.</summary>
internal sealed class JwtRoutingAnalyzer : IAnalyzer
{
    private const string ClaimPrefix = "@request.auth.claims";

    public string Name => "virtualservice.JWTClaimRouteAnalyzer";

    public string Description => "Checks the VirtualService using JWT claim based routing has corresponding RequestAuthentication";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.VirtualService, KindCatalog.RequestAuthentication, KindCatalog.Gateway, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var pods = snapshot.Of<Pod>(KindCatalog.Pod).ToList();
        var policies = snapshot.Of<RequestAuthentication>(KindCatalog.RequestAuthentication).ToList();
        foreach (var rule in snapshot.Of<VirtualService>(KindCatalog.VirtualService))
        {
            if (ClaimKey(rule.Spec) is not { } key)
            {
                continue;
            }

            foreach (var name in rule.Spec.Gateways.Where(name => name != "mesh").Select(name => HostNames.ExpandGateway(name, rule.Namespace).Split('/', 2)))
            {
                if (snapshot.Find<Gateway>(KindCatalog.Gateway, name[0], name[^1]) is not { } gateway)
                {
                    continue;
                }

                foreach (var pod in pods.Where(pod => Labels.Match(gateway.Spec.Selector, pod)))
                {
                    if (!policies.Exists(policy => (policy.Namespace == pod.Namespace || policy.Namespace == snapshot.Settings.RootNamespace) && Labels.Match(policy.Spec.Selector?.MatchLabels, pod)))
                    {
                        report.Tell(
                            AnalysisCodes.JwtRoutingWithoutAuthentication, rule, "spec.gateways",
                            $"The virtual service uses the JWT claim based routing (key: {key}) but found no request authentication for the gateway ({name[0]}/{name[^1]}) pod ({pod.Name}). The request authentication must first be applied for the gateway pods to validate the JWT token and make the claims available for routing.",
                            $"make a RequestAuthentication in {pod.Namespace} that selects the gateway's pods");
                    }
                }
            }
        }
    }

    private static string? ClaimKey(VirtualService spec) => spec.Http
        .SelectMany(route => route.Match)
        .SelectMany(match => match.Headers.Keys.Concat(match.WithoutHeaders.Keys))
        .FirstOrDefault(key => key.StartsWith(ClaimPrefix, StringComparison.OrdinalIgnoreCase));
}
