namespace MeshControl.Model.Resources.Istio;

/// <summary>Listeners that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ListenerMatch).</summary>
public sealed record EnvoyFilterListenerMatch
{
    public int PortNumber { get; init; }

    public string PortName { get; init; } = "";

    public EnvoyFilterFilterChainMatch? FilterChain { get; init; }

    public string ListenerFilter { get; init; } = "";

    public string Name { get; init; } = "";
}
