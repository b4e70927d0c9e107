using MeshControl.Incremental;

namespace MeshControl.Generation.Comparison;

/// <summary>What separates two meshes: their objects, and what each proxy would be sent.</summary>
/// <param name="Objects">Objects that differ, by key.</param>
/// <param name="SettingsChanged">The mesh configuration or networks differ.</param>
/// <param name="ProxyCount">Proxies that were looked at, those that come or go included.</param>
/// <param name="Groups">Proxies that change, the largest group first.</param>
public sealed record MeshComparison(
    EquatableArray<ObjectChange> Objects, bool SettingsChanged, int ProxyCount, EquatableArray<ProxyGroupChange> Groups)
{
    public int ChangedProxyCount => Groups.Sum(group => group.Proxies.Count);
}
