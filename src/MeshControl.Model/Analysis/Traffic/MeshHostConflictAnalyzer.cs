using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>No two VirtualServices of the mesh define routes of one host.</summary>
internal sealed class MeshHostConflictAnalyzer : IAnalyzer
{
    private const string Everywhere = "*";

    public string Name => "virtualservice.ConflictingMeshGatewayHostsAnalyzer";

    public string Description => "Checks if multiple virtual services associated with the mesh gateway have conflicting hosts";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.VirtualService];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var claims = snapshot.Of<VirtualService>(KindCatalog.VirtualService)
            .Where(rule => rule.Spec.Gateways.Count == 0 || rule.Spec.Gateways.Contains("mesh"))
            .SelectMany(rule => Scopes(rule).SelectMany(scope => rule.Spec.Hosts.Select(host => (Scope: scope, Host: snapshot.Expand(host, rule.Namespace), Rule: rule))))
            .ToList();
        var everywhere = claims.Where(claim => claim.Scope == Everywhere).ToList();
        var told = new HashSet<ResourceKey>();
        foreach (var group in claims.GroupBy(claim => (claim.Scope, claim.Host)).OrderBy(group => group.Key))
        {
            var rules = group.Select(claim => claim.Rule);
            if (group.Key.Scope != Everywhere)
            {
                rules = rules.Concat(everywhere.Where(claim => HostNames.Overlap(claim.Host, group.Key.Host)).Select(claim => claim.Rule));
            }

            Tell(report, $"{group.Key.Scope}/{group.Key.Host}", [.. rules.DistinctBy(rule => rule.Key)], told);
        }
    }

    private static void Tell(AnalysisReport report, string host, List<Resource<VirtualService>> rules, HashSet<ResourceKey> told)
    {
        if (rules.Count < 2)
        {
            return;
        }

        var names = string.Join(',', rules.Select(rule => AnalysisReport.FullName(rule.Key)).Order(StringComparer.Ordinal));
        foreach (var rule in rules.Where(rule => told.Add(rule.Key)))
        {
            report.Tell(
                AnalysisCodes.ConflictingMeshGatewayHosts, rule, "metadata.name",
                $"The VirtualServices {names} associated with mesh gateway define the same host {host} which can lead to undefined behavior. This can be fixed by merging the conflicting VirtualServices into a single resource.",
                "merge them, or narrow exportTo so that no namespace sees both");
        }
    }

    private static IEnumerable<string> Scopes(Resource<VirtualService> rule) =>
        rule.Spec.ExportTo.Count == 0 || rule.Spec.ExportTo.Contains(Everywhere)
            ? [Everywhere]
            : rule.Spec.ExportTo.Select(entry => entry == "." ? rule.Namespace : entry).Distinct(StringComparer.Ordinal);
}
