using MeshControl.Incremental;

namespace MeshControl.Generation.Clusters;

/// <summary>A bucket of services with their rules; equal in all scopes that apply the same rules, whose clusters are then the same.</summary>
internal sealed class ServiceGroup(EquatableArray<OutboundService> items) : IEquatable<ServiceGroup>
{
    private readonly int _hash = items.GetHashCode();

    public EquatableArray<OutboundService> Items { get; } = items;

    public bool Equals(ServiceGroup? other) =>
        other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && Items.Equals(other.Items)));

    public override bool Equals(object? obj) => Equals(obj as ServiceGroup);

    public override int GetHashCode() => _hash;
}
