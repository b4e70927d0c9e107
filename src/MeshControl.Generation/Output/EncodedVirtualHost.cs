using System.Buffers;
using System.Text;

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
    private const byte NameTag = 0x0a;

    // A host belongs to one table and outlives many versions of it: an edit of another host must not encode this one again.
    private Delivery? _delivery;

    // A copy may get another name or body, so it starts without.
    private EncodedVirtualHost(EncodedVirtualHost other)
    {
        (Name, Body, Version, IsCatchAll) = (other.Name, other.Body, other.Version, other.IsCatchAll);
    }

    public bool Equals(EncodedVirtualHost? other) =>
        other is not null && (ReferenceEquals(this, other) || (Version == other.Version && Name == other.Name && IsCatchAll == other.IsCatchAll));

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    /// <summary>The host as a resource of its own, named `table/host`.</summary>
    internal EncodedResource DeliverIn(string table)
    {
        var known = _delivery;
        if (known is null || known.Table != table)
        {
            _delivery = known = new Delivery(table, Encode($"{table}/{Name}"));
        }

        return known.Resource;
    }

    private EncodedResource Encode(string fullName)
    {
        var name = Encoding.UTF8.GetBytes(fullName);
        var output = new ArrayBufferWriter<byte>(Body.Length + name.Length + 8);
        VirtualHostEncoder.WriteHead(output, NameTag, name.Length);
        output.Write(name);
        output.Write(Body.Span);
        return ResourceEncoder.Encode(ResourceType.VirtualHost, fullName, output.WrittenSpan);
    }

    private sealed record Delivery(string Table, EncodedResource Resource);
}
