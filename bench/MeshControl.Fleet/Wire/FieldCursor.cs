using System.Buffers;

namespace MeshControl.Fleet.Wire;

/// <summary>Walks the top-level fields of an encoded protobuf message.</summary>
internal ref struct FieldCursor(in ReadOnlySequence<byte> message)
{
    private const int LengthDelimited = 2;

    private SequenceReader<byte> _reader = new(message);

    public int Field { get; private set; }

    /// <summary>The value of a varint field; 0 for the others.</summary>
    public ulong Number { get; private set; }

    /// <summary>The bytes of a length-delimited field; empty for a number.</summary>
    public ReadOnlySequence<byte> Value { get; private set; }

    /// <summary>Moves to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_reader.End)
            return false;
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        Value = default;
        Number = 0;
        switch ((int)(tag & 7))
        {
            case LengthDelimited:
                var length = (long)ReadVarint();
                if (length > _reader.Remaining)
                    throw new InvalidDataException("a field is longer than its message");
                Value = _reader.Sequence.Slice(_reader.Position, length);
                _reader.Advance(length);
                return true;
            case 0:
                Number = ReadVarint();
                return true;
            case 1:
                _reader.Advance(8);
                return true;
            case 5:
                _reader.Advance(4);
                return true;
            default:
                throw new InvalidDataException($"wire type {tag & 7}");
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!_reader.TryRead(out var next))
                throw new InvalidDataException("a number is cut off");
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a number is too long");
    }
}
