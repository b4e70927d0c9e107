namespace MeshControl.Generation.Output;

/// <summary>
/// One virtual host, encoded without its name: the name differs between a whole table (`host:port`) and its own delivery
/// (`table/host:port`), everything else is shared.
/// </summary>
/// <param name="Name">Name inside a whole table, for example `reviews.default.svc.cluster.local:9080`.</param>
/// <param name="Body">The serialized envoy.config.route.v3.VirtualHost with field 1 (name) left out.</param>
/// <param name="Version">Content hash of name and body.</param>
/// <param name="IsCatchAll">True where a domain is `*`: such a host always stays in the table.</param>
public sealed record EncodedVirtualHost(string Name, ReadOnlyMemory<byte> Body, string Version, bool IsCatchAll)
{
    public bool Equals(EncodedVirtualHost? other) =>
        other is not null && (ReferenceEquals(this, other) || (Version == other.Version && Name == other.Name && IsCatchAll == other.IsCatchAll));

    public override int GetHashCode() => HashCode.Combine(Name, Version);
}
