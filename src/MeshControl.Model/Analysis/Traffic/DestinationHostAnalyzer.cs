using MeshControl.Model.Analysis.Services;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Destinations of VirtualServices exist, and their ports are named where they must be.</summary>
internal sealed class DestinationHostAnalyzer : IAnalyzer
{
    public string Name => "virtualservice.DestinationHostAnalyzer";

    public string Description => "Checks the destination hosts associated with each virtual service";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.ServiceEntry, KindCatalog.VirtualService, KindCatalog.Service];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var hosts = new KnownHosts(snapshot);
        foreach (var rule in snapshot.Of<VirtualService>(KindCatalog.VirtualService))
        {
            foreach (var routed in RoutedDestination.Of(rule.Spec).Where(routed => routed.Destination.Host.Length > 0))
            {
                Check(hosts, rule, routed, report);
            }
        }

        CheckSubsets(snapshot, report);
    }

    private static void Check(KnownHosts hosts, Resource<VirtualService> rule, RoutedDestination routed, AnalysisReport report)
    {
        var host = routed.Destination.Host;
        var path = routed.Path + ".host";
        if (hosts.Find(host, rule.Namespace) is not { } known)
        {
            if (hosts.CanJudge(host, rule.Namespace))
            {
                report.Tell(
                    AnalysisCodes.ReferencedResourceNotFound, rule, path, $"Referenced {(routed.IsMirror ? "mirror host" : "host")} not found: \"{host}\"",
                    "correct the name, or make a Service or ServiceEntry for it");
            }
        }
        else if (routed.Destination.Port is not { } port)
        {
            if (known.Ports.Count > 1)
            {
                report.Tell(
                    AnalysisCodes.DestinationPortRequired, rule, path,
                    $"This VirtualService routes to a service \"{host}\" that exposes multiple ports [{string.Join(' ', known.Ports)}]. Specifying a port in the destination is required to disambiguate.",
                    $"add port.number, one of {string.Join(", ", known.Ports)}");
            }
        }
        else if (!known.Ports.Contains(port.Number))
        {
            report.Tell(
                AnalysisCodes.ReferencedResourceNotFound, rule, routed.Path + ".port", $"Referenced host:port not found: \"{host}:{port.Number}\"",
                known.Ports.Count == 0 ? "the service has no ports" : $"use one of {string.Join(", ", known.Ports)}");
        }
    }

    // Rules of the mesh do not hold for requests that enter by a gateway, which has rules of its own.
    private static void CheckSubsets(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var rules = snapshot.Of<VirtualService>(KindCatalog.VirtualService).ToList();
        var splitting = rules
            .SelectMany(rule => rule.Spec.Http.SelectMany(route => route.Route)
                .Where(to => to.Destination is { Subset.Length: > 0 } destination && rule.Spec.Hosts.Contains(destination.Host))
                .Select(to => (Rule: rule, to.Destination!.Host)))
            .Distinct()
            .ToLookup(entry => entry.Host, entry => entry.Rule);
        foreach (var rule in rules.Where(rule => rule.Spec.Gateways.Count > 0))
        {
            for (var i = 0; i < rule.Spec.Http.Count; i++)
            {
                for (var j = 0; j < rule.Spec.Http[i].Route.Count; j++)
                {
                    if (rule.Spec.Http[i].Route[j].Destination is { Subset: "" } destination)
                    {
                        foreach (var other in splitting[destination.Host].Where(other => other != rule))
                        {
                            report.Tell(
                                AnalysisCodes.IngressRouteRulesNotAffected, rule, $"spec.http[{i}].route[{j}].destination.host",
                                $"Subset in virtual service {AnalysisReport.FullName(other.Key)} has no effect on ingress gateway {AnalysisReport.FullName(rule.Key)} requests",
                                "name the subset here as well");
                        }
                    }
                }
            }
        }
    }
}
