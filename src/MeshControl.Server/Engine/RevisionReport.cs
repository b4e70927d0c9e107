using MeshControl.Incremental;

namespace MeshControl.Server.Engine;

/// <summary>What one revision did.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="ChangedObjects">Objects that changed in meaning.</param>
/// <param name="ChangedProxies">Connected proxies with a new configuration.</param>
/// <param name="Classes">Classes among the connected proxies.</param>
public sealed record RevisionReport(Revision Revision, int ChangedObjects, int ChangedProxies, int Classes)
{
    public static RevisionReport None { get; } = new(default, 0, 0, 0);
}
