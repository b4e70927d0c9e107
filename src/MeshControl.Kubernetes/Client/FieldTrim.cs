using System.Collections.Immutable;
using MeshControl.Kubernetes.Client.Reading;

namespace MeshControl.Kubernetes.Client;

/// <summary>
/// Which fields of a kind are kept while its objects are read. A path is <c>spec.containers.ports</c>; lists are passed through; a key with dots stands in
/// brackets: <c>metadata.annotations[example.com/a.b]</c>. apiVersion, kind and metadata are kept unless dropped by name; managedFields never are.
/// </summary>
public sealed class FieldTrim
{
    /// <summary>Everything, but managedFields and the last-applied annotation.</summary>
    public static readonly FieldTrim None = new([], []);

    private FieldTrim(ImmutableArray<string> keep, ImmutableArray<string> drop)
    {
        Kept = keep;
        Dropped = drop;
        Root = TrimNode.Build(keep, [.. drop, "metadata.managedFields", "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]"]);
    }

    /// <summary>The paths that are kept; empty keeps all.</summary>
    public ImmutableArray<string> Kept { get; }

    public ImmutableArray<string> Dropped { get; }

    internal TrimNode Root { get; }

    /// <summary>Nothing but these (and what <see cref="None"/> always keeps).</summary>
    public static FieldTrim Keep(params string[] paths) => new([.. paths], []);

    /// <summary>Everything but these.</summary>
    public static FieldTrim Drop(params string[] paths) => new([], [.. paths]);

    public FieldTrim AlsoDrop(params string[] paths) => new(Kept, [.. Dropped, .. paths]);
}
