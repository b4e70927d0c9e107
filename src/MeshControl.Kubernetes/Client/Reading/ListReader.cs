using System.Collections.Immutable;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Reads a page of a list, one object at a time.</summary>
internal sealed class ListReader(ApiResource resource, FieldTrim trim, StringPool strings) : ITokenConsumer
{
    private readonly ImmutableArray<KubeObject>.Builder _items = ImmutableArray.CreateBuilder<KubeObject>();
    private readonly ObjectReader _object = new(resource, trim, strings);
    private string _resourceVersion = "";
    private string? _continue;
    private string _section = "";
    private string _field = "";
    private int _depth;
    private bool _inItem;
    private bool _seenItems;

    /// <exception cref="JsonException">What went by was not a list.</exception>
    public KubeList Take() =>
        _seenItems ? new KubeList(_items.DrainToImmutable(), _resourceVersion, _continue) : throw new JsonException($"expected a list of {resource.Plural}");

    public void Accept(ref Utf8JsonReader reader)
    {
        if (_inItem || (_depth == 2 && _section == "items" && reader.TokenType == JsonTokenType.StartObject))
        {
            var item = _object.Accept(ref reader);
            _inItem = item is null;
            if (item is not null)
                _items.Add(item);
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _depth++;
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _depth--;
                break;
            case JsonTokenType.PropertyName when _depth == 1:
                _section = strings.Get(ref reader);
                // A list without members may say null.
                _seenItems |= _section == "items";
                break;
            case JsonTokenType.PropertyName when _depth == 2:
                _field = strings.Get(ref reader);
                break;
            case JsonTokenType.String when _depth == 2 && _section == "metadata" && _field == "resourceVersion":
                _resourceVersion = reader.GetString()!;
                break;
            case JsonTokenType.String when _depth == 2 && _section == "metadata" && _field == "continue":
                _continue = reader.GetString() is { Length: > 0 } token ? token : null;
                break;
        }
    }
}
