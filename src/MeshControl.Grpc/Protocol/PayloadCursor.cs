namespace MeshControl.Grpc.Protocol;

/// <summary>Walks the wire form of one message (prefix, then segments) in slices of any size.</summary>
internal struct PayloadCursor(GrpcPayload payload)
{
    private int _prefixSent;
    private int _segment;
    private int _offset;

    /// <summary>Bytes not handed out yet, prefix included.</summary>
    public long Remaining { get; private set; } = (long)payload.Length + FramePrefix.Size;

    /// <summary>Fills <paramref name="destination"/> as far as there are bytes, and says how many that were.</summary>
    public int CopyTo(Span<byte> destination)
    {
        var filled = CopyPrefix(destination);
        var segments = payload.Segments.Span;
        while (filled < destination.Length && _segment < segments.Length)
        {
            var rest = segments[_segment].Span[_offset..];
            var take = Math.Min(rest.Length, destination.Length - filled);
            rest[..take].CopyTo(destination[filled..]);
            filled += take;
            _offset += take;
            if (take == rest.Length)
            {
                _segment++;
                _offset = 0;
            }
        }

        Remaining -= filled;
        return filled;
    }

    private int CopyPrefix(Span<byte> destination)
    {
        if (_prefixSent == FramePrefix.Size)
        {
            return 0;
        }

        Span<byte> prefix = stackalloc byte[FramePrefix.Size];
        FramePrefix.Write(prefix, payload.Length);
        var rest = prefix[_prefixSent..];
        var take = Math.Min(rest.Length, destination.Length);
        rest[..take].CopyTo(destination);
        _prefixSent += take;
        return take;
    }
}
