namespace MeshControl.Model.Resources;

/// <summary>An object with its typed spec (for core kinds without a spec: the object's own fields).</summary>
public sealed class Resource<TSpec>(ResourceKind kind, ResourceMeta meta, TSpec spec, UInt128 contentHash) : Resource(kind, meta, contentHash)
    where TSpec : class
{
    public TSpec Spec { get; } = spec;

    internal override Resource At(ResourceOrigin origin) => new Resource<TSpec>(Kind, Meta with { Origin = origin }, Spec, ContentHash) { Status = Status };
}
