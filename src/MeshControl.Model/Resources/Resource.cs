namespace MeshControl.Model.Resources;

/// <summary>One decoded object of any kind; equal to another when key and content hash are equal, whatever else the metadata says.</summary>
public abstract class Resource(ResourceKind kind, ResourceMeta meta, UInt128 contentHash) : IEquatable<Resource>
{
    public ResourceKind Kind { get; } = kind;

    public ResourceMeta Meta { get; } = meta;

    public ResourceKey Key { get; } = new(kind.Id, meta.Namespace, meta.Name);

    /// <summary>Over the canonical JSON of the spec and of the metadata that is read for this kind.</summary>
    public UInt128 ContentHash { get; } = contentHash;

    /// <summary>Null where the object has none or its kind's status is not read.</summary>
    public ResourceStatus? Status { get; init; }

    public string Name => Meta.Name;

    public string Namespace => Meta.Namespace;

    /// <summary>The same object, read at another place.</summary>
    internal abstract Resource At(ResourceOrigin origin);

    public bool Equals(Resource? other) => other is not null && ContentHash == other.ContentHash && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Resource);

    public override int GetHashCode() => HashCode.Combine(Key, ContentHash);

    public override string ToString() => Key.ToString();
}
