using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis.Services;

/// <summary>Networks take their endpoints from clusters that are known.</summary>
internal sealed class MeshNetworksAnalyzer : IAnalyzer
{
    private const string Kind = "MeshNetworks";

    public string Name => "meshnetworks.MeshNetworksAnalyzer";

    public string Description => "Check the validity of MeshNetworks in the cluster";

    public IReadOnlyList<ResourceKind> Inputs => [];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        // Which remote clusters there are is known only of a cluster's own secrets.
        if (!snapshot.IsComplete)
        {
            return;
        }

        string[] known = ["Mock", "Kubernetes", "External", snapshot.Settings.ClusterId];
        foreach (var (name, network) in snapshot.Settings.Networks.Networks.OrderBy(network => network.Key, StringComparer.Ordinal))
        {
            for (var i = 0; i < network.Endpoints.Count; i++)
            {
                if (network.Endpoints[i].FromRegistry is { } registry && !known.Contains(registry))
                {
                    report.Tell(new AnalysisMessage
                    {
                        Code = AnalysisCodes.UnknownMeshNetworksRegistry,
                        Origin = $"{Kind} meshnetworks",
                        Place = ResourceOrigin.None,
                        Path = $"networks[\"{name}\"].endpoints[{i}].fromRegistry",
                        Text = $"Unknown service registry {registry} in network {name}",
                        Fix = "use the id of a cluster",
                    });
                }
            }
        }
    }
}
