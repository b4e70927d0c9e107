using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Reads a watch's objects <c>{"type": ..., "object": ...}</c>, whichever field comes first.</summary>
internal sealed class WatchReader(ApiResource resource, FieldTrim trim, StringPool strings) : ITokenConsumer
{
    private readonly Queue<WatchEvent> _events = [];
    private readonly ObjectReader _object = new(resource, trim, strings);
    private string _field = "";
    private string? _type;
    private KubeObject? _read;
    private int _depth;
    private bool _inObject;

    public bool TryTake(out WatchEvent @event) => _events.TryDequeue(out @event!);

    public void Accept(ref Utf8JsonReader reader)
    {
        if (_inObject || (_depth == 1 && _field == "object" && reader.TokenType == JsonTokenType.StartObject))
        {
            _read = _object.Accept(ref reader);
            _inObject = _read is null;
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _depth++;
                break;
            case JsonTokenType.PropertyName when _depth == 1:
                _field = strings.Get(ref reader);
                break;
            case JsonTokenType.String when _depth == 1 && _field == "type":
                _type = strings.Get(ref reader);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray when --_depth == 0:
                _events.Enqueue(Event());
                break;
            default:
                if (_depth == 0)
                    throw new JsonException("expected a watch event");
                break;
        }
    }

    private WatchEvent Event()
    {
        var (type, read) = (_type, _read);
        (_type, _read, _field) = (null, null, "");
        if (read is null)
            throw new JsonException("a watch event without an object");
        return type switch
        {
            "ADDED" => new WatchEvent(WatchEventType.Added, read),
            "MODIFIED" => new WatchEvent(WatchEventType.Modified, read),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, read),
            "BOOKMARK" => new WatchEvent(WatchEventType.Bookmark, read),
            "ERROR" => new WatchEvent(WatchEventType.Error, read, ErrorAnswer.FromStatus(0, read.Json.Span, null)),
            _ => throw new JsonException($"a watch event of unknown type '{type}'"),
        };
    }
}
