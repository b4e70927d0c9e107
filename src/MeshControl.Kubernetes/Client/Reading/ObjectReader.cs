using System.Buffers;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>
/// Copies one object's tokens, as the bytes they are, without what is trimmed; fields that are dropped never take memory. Takes the next object after
/// <see cref="Accept"/> has returned one.
/// </summary>
internal sealed class ObjectReader(ApiResource resource, FieldTrim trim, StringPool strings)
{
    private readonly byte[] _header = JsonSerializer.SerializeToUtf8Bytes(resource.ApiVersion, ApiJson.Default.String) is var version
        ? [.. "{\"apiVersion\":"u8, .. version, .. ",\"kind\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(resource.Kind, ApiJson.Default.String)]
        : [];

    private readonly MetadataReader _metadata = new(strings);
    private readonly ArrayBufferWriter<byte> _json = new(4096);
    private TrimNode?[] _nodes = new TrimNode?[32];
    private bool[] _filled = new bool[32];
    private TrimNode? _next;
    private int _depth;
    private int _skipped;
    private bool _skipNext;
    private bool _inMetadata;
    private bool _afterName;

    /// <summary>The object, when this token was its last.</summary>
    public KubeObject? Accept(ref Utf8JsonReader reader)
    {
        if (_skipped > 0 || (_skipNext && reader.TokenType != JsonTokenType.PropertyName))
        {
            Skip(reader.TokenType);
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Property(ref reader);
                return null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Start(ref reader);
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return End(ref reader);
            default:
                if (_depth == 0)
                    throw new JsonException($"expected an object of kind {resource.Kind}");
                Separate();
                Copy(ref reader);
                if (_inMetadata)
                    _metadata.Value(_depth, ref reader);
                return null;
        }
    }

    private void Skip(JsonTokenType token)
    {
        _skipNext = false;
        _skipped += token switch
        {
            JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
            JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
            _ => 0,
        };
    }

    private void Property(ref Utf8JsonReader reader)
    {
        if (_depth == 1)
            _inMetadata = reader.ValueTextEquals("metadata"u8);
        // The header has them already.
        var known = _depth == 1 && (reader.ValueTextEquals("apiVersion"u8) || reader.ValueTextEquals("kind"u8));
        if (known || !TrimNode.Keeps(_nodes[_depth], ref reader, out _next))
        {
            _skipNext = true;
            return;
        }

        Separate();
        Copy(ref reader);
        _json.Write(":"u8);
        _afterName = true;
        if (_inMetadata && _depth > 1)
            _metadata.Property(_depth, ref reader);
    }

    private void Start(ref Utf8JsonReader reader)
    {
        if (_depth == 0)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException($"expected an object of kind {resource.Kind}");
            _json.ResetWrittenCount();
            _json.Write(_header);
            Push(trim.Root);
            _filled[_depth] = true;
            return;
        }

        // The elements of a list are named by the list.
        var node = _afterName ? _next : _nodes[_depth];
        Separate();
        Copy(ref reader);
        Push(node);
    }

    private KubeObject? End(ref Utf8JsonReader reader)
    {
        Copy(ref reader);
        if (_inMetadata && reader.TokenType == JsonTokenType.EndObject)
            _metadata.ObjectEnded(_depth);
        if (--_depth > 0)
            return null;
        _inMetadata = false;
        return new KubeObject(resource, _metadata.Take(), _json.WrittenSpan.ToArray());
    }

    private void Push(TrimNode? node)
    {
        if (++_depth == _nodes.Length)
        {
            Array.Resize(ref _nodes, _depth * 2);
            Array.Resize(ref _filled, _depth * 2);
        }

        _nodes[_depth] = node;
        _filled[_depth] = false;
    }

    /// <summary>A comma, where this is not the first thing in its object or list.</summary>
    private void Separate()
    {
        if (!_afterName && _filled[_depth])
            _json.Write(","u8);
        _filled[_depth] = true;
        _afterName = false;
    }

    private void Copy(ref Utf8JsonReader reader)
    {
        var quoted = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        if (quoted)
            _json.Write("\""u8);
        if (reader.HasValueSequence)
        {
            foreach (var part in reader.ValueSequence)
                _json.Write(part.Span);
        }
        else
        {
            _json.Write(reader.ValueSpan);
        }

        if (quoted)
            _json.Write("\""u8);
    }
}
