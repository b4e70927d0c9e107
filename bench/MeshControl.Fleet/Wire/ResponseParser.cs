using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace MeshControl.Fleet.Wire;

/// <summary>Parses a response's resources for what they lead to; each resource once, however many responses it comes in.</summary>
internal sealed class ResponseParser(Protocol protocol)
{
    private readonly ConcurrentDictionary<(ResourceKind Kind, ulong Hash, long Bytes), ResourceFact> _facts = new();
    private readonly ConcurrentDictionary<ulong, ResourceLinks> _links = new();

    /// <summary>Parses a response; <paramref name="hashes"/> are those of its resources and removed names, in order.</summary>
    public DiscoveryContent Parse(ResourceKind kind, in ReadOnlySequence<byte> message, ReadOnlySpan<ulong> hashes)
    {
        var part = 0;
        var resources = ImmutableArray.CreateBuilder<ResourceFact>();
        var removed = ImmutableArray.CreateBuilder<string>();
        var links = default(ContentHash);
        links.Add([(byte)kind]);
        var fields = new FieldCursor(message);
        while (fields.Next())
        {
            switch (ResponseFields.Meaning(protocol, fields.Field))
            {
                case ResponseField.Removed:
                    part++;
                    removed.Add(Encoding.UTF8.GetString(fields.Value));
                    links.Add(fields.Value);
                    break;
                case ResponseField.Resource:
                    var fact = Resource(kind, fields.Value, hashes[part++]);
                    resources.Add(fact);
                    if (fact.Targets.Length > 0)
                        AddLink(ref links, fact);
                    break;
            }
        }
        var names = removed.ToImmutable();
        var shared = _links.GetOrAdd(links.Finish(), _ => new(kind, [.. resources.Where(fact => fact.Targets.Length > 0)], names));
        return new(kind, resources.ToImmutable(), names, shared);
    }

    private ResourceFact Resource(ResourceKind kind, in ReadOnlySequence<byte> resource, ulong hash)
    {
        var key = (kind, hash, resource.Length);
        if (_facts.TryGetValue(key, out var known))
            return known;
        // One array instead of the pipe's segments: the inner messages are walked field by field.
        var bytes = new ReadOnlySequence<byte>(resource.ToArray());
        return _facts.GetOrAdd(key, protocol == Protocol.Delta ? Delta(kind, bytes) : ResourceWalker.Fact(kind, AnyValue(bytes)));
    }

    private static ResourceFact Delta(ResourceKind kind, in ReadOnlySequence<byte> resource)
    {
        string? name = null;
        ReadOnlySequence<byte> value = default;
        var fields = new FieldCursor(resource);
        while (fields.Next())
        {
            if (fields.Field == 3)
                name = Encoding.UTF8.GetString(fields.Value);
            else if (fields.Field == 2)
                value = AnyValue(fields.Value);
        }
        var fact = ResourceWalker.Fact(kind, value);
        return name is null ? fact : fact with { Name = name };
    }

    private static ReadOnlySequence<byte> AnyValue(in ReadOnlySequence<byte> any)
    {
        var fields = new FieldCursor(any);
        while (fields.Next())
        {
            if (fields.Field == 2)
                return fields.Value;
        }
        return default;
    }

    private static void AddLink(ref ContentHash links, ResourceFact fact)
    {
        links.Add(MemoryMarshal.AsBytes(fact.Name.AsSpan()));
        foreach (var target in fact.Targets)
        {
            links.Add([0]);
            links.Add(MemoryMarshal.AsBytes(target.AsSpan()));
        }
        links.Add([1]);
    }
}
