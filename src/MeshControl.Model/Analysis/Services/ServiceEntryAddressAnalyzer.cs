using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Services;

/// <summary>ServiceEntries for TCP have addresses by which their traffic is told apart.</summary>
internal sealed class ServiceEntryAddressAnalyzer : IAnalyzer
{
    public string Name => "serviceentry.Analyzer";

    public string Description => "Checks the validity of ServiceEntry";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.ServiceEntry];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var metadata = snapshot.Settings.Mesh.DefaultConfig?.ProxyMetadata;
        if (Is("ISTIO_META_DNS_CAPTURE") && (Is("ISTIO_META_DNS_AUTO_ALLOCATE") || Is("PILOT_ENABLE_IP_AUTOALLOCATE")))
        {
            return;
        }

        foreach (var entry in snapshot.Of<ServiceEntry>(KindCatalog.ServiceEntry).Where(entry => entry.Spec.Addresses.Count == 0 && entry.Status is not { Addresses.Count: > 0 }))
        {
            for (var i = 0; i < entry.Spec.Ports.Count; i++)
            {
                if (entry.Spec.Ports[i].Protocol is "" || string.Equals(entry.Spec.Ports[i].Protocol, "TCP", StringComparison.OrdinalIgnoreCase))
                {
                    report.Tell(
                        AnalysisCodes.ServiceEntryAddressesRequired, entry, $"spec.ports[{i}]", "ServiceEntry addresses are required for this protocol.",
                        "add addresses, or name a protocol with hosts (HTTP, TLS)");
                }
            }
        }

        bool Is(string name) => metadata is not null && metadata.TryGetValue(name, out var value) && value == "true";
    }
}
