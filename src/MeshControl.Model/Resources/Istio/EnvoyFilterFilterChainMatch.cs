namespace MeshControl.Model.Resources.Istio;

/// <summary>Filter chains that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterChainMatch).</summary>
public sealed record EnvoyFilterFilterChainMatch
{
    public string Name { get; init; } = "";

    public string Sni { get; init; } = "";

    public string TransportProtocol { get; init; } = "";

    public string TransportSocket { get; init; } = "";

    public string ApplicationProtocols { get; init; } = "";

    public EnvoyFilterFilterMatch? Filter { get; init; }

    public int DestinationPort { get; init; }
}
