namespace MeshControl.Model.Resources.Istio;

/// <summary>Clusters that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ClusterMatch).</summary>
public sealed record EnvoyFilterClusterMatch
{
    public int PortNumber { get; init; }

    public string Service { get; init; } = "";

    public string Subset { get; init; } = "";

    public string Name { get; init; } = "";
}
