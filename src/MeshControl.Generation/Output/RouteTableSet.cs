using System.Collections.Immutable;

namespace MeshControl.Generation.Output;

/// <summary>The route tables of one scope, with the resource sets of both ways of delivery made on first use and then shared.</summary>
public sealed class RouteTableSet : IEquatable<RouteTableSet>
{
    private readonly Lazy<ResourceSet> _whole;
    private readonly Lazy<ResourceSet> _split;
    private readonly Lazy<ImmutableArray<ResourceSet>> _hosts;

    public RouteTableSet(ImmutableArray<RouteTable> tables)
    {
        Tables = tables;
        _whole = new(() => ResourceSet.Create(Tables.Select(table => table.Whole)));
        _split = new(() => ResourceSet.Create(Tables.Select(table => table.Split)));
        _hosts = new(() => [.. Tables.Select(table => table.DeliveredHosts)]);
    }

    public static RouteTableSet Empty { get; } = new([]);

    public ImmutableArray<RouteTable> Tables { get; }

    /// <summary>Whole RouteConfigurations.</summary>
    public ResourceSet Whole => _whole.Value;

    /// <summary>RouteConfigurations that take their hosts over VHDS.</summary>
    public ResourceSet Split => _split.Value;

    /// <summary>The delivered hosts, one set a table, in the order of <see cref="Tables"/>.</summary>
    public ImmutableArray<ResourceSet> Hosts => _hosts.Value;

    public bool Equals(RouteTableSet? other) =>
        other is not null && (ReferenceEquals(this, other) || Tables.AsSpan().SequenceEqual(other.Tables.AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as RouteTableSet);

    public override int GetHashCode() => Tables.Length == 0 ? 0 : HashCode.Combine(Tables.Length, Tables[0]);
}
