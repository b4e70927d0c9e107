using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>One derived value by name and key, whatever its types: a root of <see cref="Graph.Sweep"/>, an answer of <see cref="Graph.Dependents"/>.</summary>
public readonly record struct EntryReference
{
    internal EntryReference(IDerived derived, object key)
    {
        Source = derived;
        Key = key;
    }

    public string Derived => Source.Name;

    public object Key { get; }

    internal IDerived Source { get; }

    public override string ToString() => $"{Derived}({Key})";
}
