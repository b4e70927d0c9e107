using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Ports and hosts at which proxies at the mesh's edge listen (istio.networking.v1alpha3.Gateway).</summary>
public sealed record Gateway
{
    public IReadOnlyList<GatewayServer> Servers { get; init; } = [];

    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
