using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Proxies that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ProxyMatch).</summary>
public sealed record EnvoyFilterProxyMatch
{
    public string ProxyVersion { get; init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
