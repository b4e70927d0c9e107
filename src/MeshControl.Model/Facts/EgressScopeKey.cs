using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Facts;

/// <summary>The part of an <see cref="EgressKey"/> that decides imports: proxies with other abilities share them.</summary>
internal readonly record struct EgressScopeKey(string Namespace, ResourceKey? Sidecar, ProxyType Type)
{
    public static EgressScopeKey Of(EgressKey key) => new(key.Namespace, key.Sidecar, key.Facets.Type);
}
