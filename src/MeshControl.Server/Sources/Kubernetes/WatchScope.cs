namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>Which objects of a kind are watched; all of them where nothing is said.</summary>
internal sealed record WatchScope(string? Namespace = null, string? FieldSelector = null, string? LabelSelector = null)
{
    public static readonly WatchScope All = new();

    /// <summary>One object by its name, in one namespace or in all of them.</summary>
    public static WatchScope Named(string? ns, string name) => new(ns, $"metadata.name={name}");

    public override string ToString() => string.Join(' ', new[] { Namespace is null ? null : $"in {Namespace}", FieldSelector, LabelSelector }.Where(part => part is not null));
}
