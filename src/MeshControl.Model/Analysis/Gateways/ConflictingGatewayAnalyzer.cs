using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Gateways;

/// <summary>No two Gateways serve one host at one port of the same workloads.</summary>
internal sealed class ConflictingGatewayAnalyzer : IAnalyzer
{
    public string Name => "gateway.ConflictingGatewayAnalyzer";

    public string Description => "Checks a gateway's selector, port number and hosts";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Gateway, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var gateways = snapshot.Of<Gateway>(KindCatalog.Gateway).ToList();
        var pods = snapshot.Of<Pod>(KindCatalog.Pod).ToList();
        foreach (var gateway in gateways)
        {
            var neighbours = gateways.Where(other => other != gateway && ShareWorkloads(gateway, other, pods)).ToList();
            foreach (var server in gateway.Spec.Servers.Where(server => server.Port is not null))
            {
                var conflicts = neighbours
                    .Where(other => other.Spec.Servers.Any(theirs => theirs.Port?.Number == server.Port!.Number && theirs.Bind == server.Bind && ShareHosts(server, theirs)))
                    .Select(other => AnalysisReport.FullName(other.Key))
                    .ToList();
                if (conflicts.Count > 0)
                {
                    report.Tell(
                        AnalysisCodes.ConflictingGateways, gateway, "spec.servers",
                        $"Conflict with gateways {string.Join(',', conflicts)} (workload selector {Labels.Write(gateway.Spec.Selector)}, port {server.Port!.Number.ToString(CultureInfo.InvariantCulture)}, hosts {string.Join(',', server.Hosts)}).",
                        "keep each host in one Gateway, or use other ports");
                }
            }
        }
    }

    private static bool ShareWorkloads(Resource<Gateway> one, Resource<Gateway> two, List<Resource<Pod>> pods) =>
        Labels.Write(one.Spec.Selector) == Labels.Write(two.Spec.Selector)
        || ((Labels.Match(one.Spec.Selector, two.Spec.Selector) || Labels.Match(two.Spec.Selector, one.Spec.Selector))
            && pods.Exists(pod => Labels.Match(one.Spec.Selector, pod) && Labels.Match(two.Spec.Selector, pod)));

    private static bool ShareHosts(GatewayServer one, GatewayServer two) => one.Hosts.Intersect(two.Hosts, StringComparer.Ordinal).Any();
}
