using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Output;

/// <summary>
/// A route table as a head and its virtual hosts. The whole table is a concatenation of already encoded hosts; delivered by virtual host,
/// the head asks for VHDS and each host is a resource of its own (specs: VHDS names are `table/host`).
/// </summary>
public sealed class RouteTable : IEquatable<RouteTable>
{
    private const byte VirtualHostTag = 0x12;
    private const byte NameTag = 0x0a;
    private readonly RouteConfiguration _head;
    private readonly Lazy<EncodedResource> _whole;
    private readonly Lazy<EncodedResource> _split;
    private readonly Lazy<ResourceSet> _hosts;

    /// <summary>Makes a table; the head must not have virtual hosts.</summary>
    public RouteTable(RouteConfiguration head, ImmutableArray<EncodedVirtualHost> virtualHosts)
    {
        _head = head;
        VirtualHosts = virtualHosts;
        HeadVersion = ResourceEncoder.VersionOf(head.ToByteArray());
        _whole = new(() => EncodeTable(_head, VirtualHosts));
        _split = new(EncodeSplit);
        _hosts = new(() => ResourceSet.Create(VirtualHosts.Where(host => !host.IsCatchAll).Select(host => host.DeliverIn(Name))));
    }

    public string Name => _head.Name;

    public string HeadVersion { get; }

    /// <summary>In the order of the whole table: catch-all last.</summary>
    public ImmutableArray<EncodedVirtualHost> VirtualHosts { get; }

    /// <summary>The RouteConfiguration with every virtual host.</summary>
    public EncodedResource Whole => _whole.Value;

    /// <summary>The RouteConfiguration that holds only the catch-all and takes the rest over VHDS.</summary>
    public EncodedResource Split => _split.Value;

    /// <summary>The virtual hosts that <see cref="Split"/> leaves out, named `table/host`.</summary>
    public ResourceSet DeliveredHosts => _hosts.Value;

    public bool Equals(RouteTable? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (Name == other.Name && HeadVersion == other.HeadVersion && VirtualHosts.AsSpan().SequenceEqual(other.VirtualHosts.AsSpan())));

    public override bool Equals(object? obj) => Equals(obj as RouteTable);

    public override int GetHashCode() => HashCode.Combine(Name, HeadVersion, VirtualHosts.Length);

    private EncodedResource EncodeSplit()
    {
        if (DeliveredHosts.Count == 0)
        {
            // The proxy would wait for a host of this table, and there is none.
            return Whole;
        }

        var head = _head.Clone();
        head.Vhds = new Vhds
        {
            ConfigSource = new ConfigSource
            {
                Ads = new AggregatedConfigSource(), ResourceApiVersion = ApiVersion.V3, InitialFetchTimeout = new Duration(),
            },
        };
        var kept = VirtualHosts.Where(host => host.IsCatchAll).ToImmutableArray();
        if (kept.IsEmpty)
        {
            // Without any host a table would keep its listener warming; an empty catch-all answers 404 as Envoy would without it.
            kept = [VirtualHostEncoder.Encode(new VirtualHost { Name = "no-host", Domains = { "*" } })];
        }

        return EncodeTable(head, kept);
    }

    private static EncodedResource EncodeTable(RouteConfiguration head, ImmutableArray<EncodedVirtualHost> hosts)
    {
        var output = new ArrayBufferWriter<byte>(256 + hosts.Sum(host => host.Body.Length + 64));
        head.WriteTo(output);
        foreach (var host in hosts)
        {
            var name = Encoding.UTF8.GetBytes(host.Name);
            var length = 1 + CodedOutputStream.ComputeLengthSize(name.Length) + name.Length + host.Body.Length;
            VirtualHostEncoder.WriteHead(output, VirtualHostTag, length);
            VirtualHostEncoder.WriteHead(output, NameTag, name.Length);
            output.Write(name);
            output.Write(host.Body.Span);
        }

        return ResourceEncoder.Encode(ResourceType.Route, head.Name, output.WrittenSpan);
    }
}
