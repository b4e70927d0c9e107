using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Subsets that VirtualServices send traffic to are defined.</summary>
internal sealed class DestinationSubsetAnalyzer : IAnalyzer
{
    public string Name => "virtualservice.DestinationRuleAnalyzer";

    public string Description => "Checks the destination rules associated with each virtual service";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.VirtualService, KindCatalog.DestinationRule];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var defined = snapshot.Of<DestinationRule>(KindCatalog.DestinationRule)
            .SelectMany(rule => rule.Spec.Subsets.Select(subset => (Host: snapshot.Expand(rule.Spec.Host, rule.Namespace), subset.Name)))
            .ToHashSet();
        foreach (var rule in snapshot.Of<VirtualService>(KindCatalog.VirtualService))
        {
            foreach (var routed in RoutedDestination.Of(rule.Spec).Where(routed => routed.Destination.Subset.Length > 0))
            {
                var (host, subset) = (routed.Destination.Host, routed.Destination.Subset);
                if (!defined.Contains((snapshot.Expand(host, rule.Namespace), subset)))
                {
                    report.Tell(
                        AnalysisCodes.ReferencedResourceNotFound, rule, routed.Path + ".host",
                        $"Referenced {(routed.IsMirror ? "mirror" : "host")}+subset in destinationrule not found: \"{host}+{subset}\"",
                        $"add the subset {subset} to a DestinationRule for {host}");
                }
            }
        }
    }
}
