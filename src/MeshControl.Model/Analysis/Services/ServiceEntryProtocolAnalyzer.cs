using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Services;

/// <summary>ServiceEntries that a namespace sees agree on the protocol of a host's port.</summary>
internal sealed class ServiceEntryProtocolAnalyzer : IAnalyzer
{
    private const string Everywhere = "*";

    public string Name => "serviceentry.ConflictingServiceEntryProtocolAnalyzer";

    public string Description => "Checks if multiple ServiceEntries define the same host and port with different protocols";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.ServiceEntry];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var ports = snapshot.Of<ServiceEntry>(KindCatalog.ServiceEntry)
            .SelectMany(entry => Scopes(entry).SelectMany(scope => entry.Spec.Hosts.SelectMany(host => entry.Spec.Ports.Select(port =>
                (Scope: scope, Host: host, port.Number, Protocol: port.Protocol.ToUpperInvariant(), Entry: entry)))))
            .ToList();
        var told = new HashSet<ResourceKey>();
        foreach (var group in ports.GroupBy(port => (port.Scope, port.Host, port.Number)).OrderBy(group => group.Key))
        {
            var same = ports.Where(port => (port.Scope == group.Key.Scope || port.Scope == Everywhere) && port.Host == group.Key.Host && port.Number == group.Key.Number).ToList();
            var protocols = same.Select(port => port.Protocol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (protocols.Count < 2)
            {
                continue;
            }

            var names = string.Join(", ", same.Select(port => AnalysisReport.FullName(port.Entry.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            foreach (var entry in same.Select(port => port.Entry).Where(entry => told.Add(entry.Key)))
            {
                report.Tell(
                    AnalysisCodes.ConflictingServiceEntryProtocol, entry, "metadata.name",
                    $"Multiple ServiceEntries ({names}) define the same host \"{group.Key.Host}\" and port {group.Key.Number.ToString(CultureInfo.InvariantCulture)} with conflicting protocols ({string.Join(", ", protocols)}).",
                    "give the port one protocol everywhere");
            }
        }
    }

    private static IEnumerable<string> Scopes(Resource<ServiceEntry> entry) =>
        entry.Spec.ExportTo.Count == 0 || entry.Spec.ExportTo.Contains(Everywhere)
            ? [Everywhere]
            : entry.Spec.ExportTo.Select(scope => scope == "." ? entry.Namespace : scope).Distinct(StringComparer.Ordinal);
}
