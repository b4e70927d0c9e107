using MeshControl.Incremental;

namespace MeshControl.Generation.Comparison;

/// <summary>Proxies to which the change does the same.</summary>
/// <param name="Proxies">As <c>sidecar:POD.NAMESPACE</c>, in order.</param>
/// <param name="Change">Added or removed where the proxies themselves come or go; resources are not listed then.</param>
/// <param name="Resources">In push order, then by name.</param>
public sealed record ProxyGroupChange(EquatableArray<string> Proxies, ChangeKind Change, EquatableArray<ResourceChangeReport> Resources);
