using System.Collections.Frozen;
using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes;

/// <summary>The hosts for which some DestinationRule asks for a consistent hash; usually a few, or none.</summary>
internal sealed class HashingHosts(IEnumerable<string> hosts) : IEquatable<HashingHosts>
{
    private readonly EquatableArray<string> _all = [.. hosts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private FrozenSet<string>? _exact;

    /// <summary>True where a rule's host is this one, or a wildcard over it.</summary>
    public bool Covers(string host)
    {
        if (_all.IsEmpty)
        {
            return false;
        }

        _exact ??= _all.ToFrozenSet(StringComparer.Ordinal);
        return _exact.Contains(host) || _all.Any(rule => HostNames.IsWildcard(rule) && HostNames.IsSubsetOf(host, rule));
    }

    public bool Equals(HashingHosts? other) => other is not null && _all.Equals(other._all);

    public override bool Equals(object? obj) => Equals(obj as HashingHosts);

    public override int GetHashCode() => _all.GetHashCode();
}
