namespace MeshControl.Model.Analysis.Services;

/// <summary>A host that traffic can be sent to.</summary>
/// <param name="Name">Fully qualified, or with a leading wildcard.</param>
/// <param name="VisibleTo">Namespaces; null for all of them.</param>
/// <param name="Ports">Numbers, in the order they are written.</param>
/// <param name="Selector">Labels of its workloads where a ServiceEntry says them; empty otherwise.</param>
internal sealed record KnownHost(string Name, IReadOnlySet<string>? VisibleTo, IReadOnlyList<int> Ports, IReadOnlyDictionary<string, string> Selector)
{
    public bool IsVisibleFrom(string ns) => VisibleTo is null || VisibleTo.Contains(ns);
}
