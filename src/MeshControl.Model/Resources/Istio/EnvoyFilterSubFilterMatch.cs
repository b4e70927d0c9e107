namespace MeshControl.Model.Resources.Istio;

/// <summary>The HTTP filter that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.SubFilterMatch).</summary>
public sealed record EnvoyFilterSubFilterMatch
{
    public string Name { get; init; } = "";
}
