using System.Collections.Frozen;
using MeshControl.Incremental;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>The virtual hosts of a port with their final domains, sorted by name; what they route to is theirs to know.</summary>
public sealed class SidecarLayout(EquatableArray<VirtualHostKey> hosts) : IEquatable<SidecarLayout>
{
    private readonly Lazy<FrozenDictionary<string, VirtualHostKey>> _byDomain = new(() =>
        hosts.SelectMany(static host => host.Domains, static (host, domain) => (Domain: domain, Host: host))
            .DistinctBy(static entry => entry.Domain).ToFrozenDictionary(static entry => entry.Domain, static entry => entry.Host));

    public EquatableArray<VirtualHostKey> Hosts { get; } = hosts;

    /// <summary>The host that takes requests for this domain.</summary>
    public VirtualHostKey? Find(string domain) => _byDomain.Value.GetValueOrDefault(domain);

    public bool Equals(SidecarLayout? other) => other is not null && (ReferenceEquals(this, other) || Hosts.Equals(other.Hosts));

    public override bool Equals(object? obj) => Equals(obj as SidecarLayout);

    public override int GetHashCode() => Hosts.Count;
}
