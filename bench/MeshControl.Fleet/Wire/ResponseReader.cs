using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MeshControl.Fleet.Wire;

/// <summary>
/// Reads responses off the wire for all proxies. Only version, nonce and a hash are taken of each; the content is parsed once for all
/// proxies that get the same bytes, so that a thousand proxies cost little more than receiving.
/// </summary>
internal sealed class ResponseReader(Protocol protocol)
{
    private readonly ConcurrentDictionary<(ResourceKind Kind, ulong Hash, long Bytes), DiscoveryContent> _contents = new();
    [ThreadStatic]
    private static List<ulong>? Parts;
    private readonly ResponseParser _parser = new(protocol);

    /// <summary>How many different contents were seen.</summary>
    public int DistinctContents => _contents.Count;

    public DiscoveryResponse Read(ReadOnlySequence<byte> message)
    {
        var receivedAt = Stopwatch.GetTimestamp();
        // The content's hash is that of its parts' hashes, so that no byte is looked at twice when the content is new.
        var hash = default(ContentHash);
        var parts = Parts ??= [];
        parts.Clear();
        var bytes = 0L;
        var kind = ResourceKind.Unknown;
        byte[] nonce = [], version = [];
        var fields = new FieldCursor(message);
        while (fields.Next())
        {
            switch (ResponseFields.Meaning(protocol, fields.Field))
            {
                case ResponseField.Resource or ResponseField.Removed:
                    // The field number keeps a resource apart from a removed name of the same bytes.
                    var part = ContentHash.Of((byte)fields.Field, fields.Value);
                    parts.Add(part);
                    hash.Add(part);
                    bytes += fields.Value.Length;
                    break;
                case ResponseField.TypeUrl:
                    kind = KindOf(fields.Value);
                    break;
                case ResponseField.Nonce:
                    nonce = fields.Value.ToArray();
                    break;
                case ResponseField.Version:
                    version = fields.Value.ToArray();
                    break;
            }
        }
        var key = (kind, hash.Finish(), bytes);
        if (!_contents.TryGetValue(key, out var content))
            content = _contents.GetOrAdd(key, _parser.Parse(kind, message, CollectionsMarshal.AsSpan(parts)));
        return new(content, nonce, version, message.Length, receivedAt);
    }

    private static ResourceKind KindOf(in ReadOnlySequence<byte> url) => TypeUrls.KindOf(url.IsSingleSegment ? url.FirstSpan : url.ToArray());
}
