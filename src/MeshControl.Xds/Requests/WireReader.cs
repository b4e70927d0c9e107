using System.Text;
using MeshControl.Grpc;

namespace MeshControl.Xds.Requests;

/// <summary>Reads protobuf fields from a contiguous message; what is wrong is said with the field and the offset.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message, string what)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly string _what = what;
    private int _at;
    private int _wireType;

    public int Field { get; private set; }

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_at == _message.Length)
        {
            return false;
        }

        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        _wireType = (int)(tag & 7);
        return Field != 0 ? true : throw Bad("field number 0");
    }

    /// <summary>The content of a string, bytes or message field.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (_wireType != LengthDelimited)
        {
            throw Bad($"wire type {_wireType} where a length-delimited value is expected");
        }

        var length = ReadVarint();
        if (length > (ulong)(_message.Length - _at))
        {
            throw Bad($"a length of {length} bytes where {_message.Length - _at} are left");
        }

        var content = _message.Slice(_at, (int)length);
        _at += (int)length;
        return content;
    }

    public string Text()
    {
        var bytes = Bytes();
        try
        {
            return bytes.IsEmpty ? "" : StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Bad("text that is not UTF-8");
        }
    }

    /// <summary>Text decoded into a caller's buffer of at least as many chars as there are bytes.</summary>
    public readonly int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        try
        {
            return StrictUtf8.GetChars(bytes, chars);
        }
        catch (DecoderFallbackException)
        {
            throw Bad("text that is not UTF-8");
        }
    }

    public long Number() => _wireType == Varint ? (long)ReadVarint() : throw Bad($"wire type {_wireType} where a number is expected");

    public void Skip()
    {
        switch (_wireType)
        {
            case Varint:
                ReadVarint();
                break;
            case Fixed64:
                SkipFixed(8);
                break;
            case LengthDelimited:
                Bytes();
                break;
            case Fixed32:
                SkipFixed(4);
                break;
            default:
                throw Bad($"wire type {_wireType}");
        }
    }

    public readonly GrpcStatusException Bad(string problem) =>
        new(GrpcStatusCode.Internal, $"cannot read {_what}: field {Field} has {problem} (at byte {_at} of {_message.Length})");

    private void SkipFixed(int size)
    {
        if (_message.Length - _at < size)
        {
            throw Bad($"{_message.Length - _at} bytes where {size} are expected");
        }

        _at += size;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == _message.Length)
            {
                throw Bad("a number that is cut off");
            }

            var next = _message[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Bad("a number of more than ten bytes");
    }
}
