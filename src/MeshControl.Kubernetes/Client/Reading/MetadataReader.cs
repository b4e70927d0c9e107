using System.Collections.Immutable;
using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Picks ObjectMeta out of an object's tokens while they go by. Depths count from the object: 2 is inside of metadata.</summary>
internal sealed class MetadataReader(StringPool strings)
{
    private readonly List<KeyValuePair<string, string>> _labels = [];
    private readonly List<KeyValuePair<string, string>> _annotations = [];
    private readonly List<OwnerReference> _owners = [];
    private KubeMetadata _metadata = new("", "");
    private OwnerReference _owner = new("", "", "", "", Controller: false);
    private MetadataField _field;
    private string _key = "";

    public KubeMetadata Take()
    {
        var taken = _metadata with { Labels = Map(_labels), Annotations = Map(_annotations), Owners = [.. _owners] };
        _labels.Clear();
        _annotations.Clear();
        _owners.Clear();
        _metadata = new KubeMetadata("", "");
        return taken;
    }

    public void Property(int depth, ref Utf8JsonReader reader)
    {
        if (depth == 2)
            _field = Field(ref reader);
        else if (_field is MetadataField.Labels or MetadataField.Annotations or MetadataField.Owners)
            _key = strings.Get(ref reader);
    }

    public void Value(int depth, ref Utf8JsonReader reader)
    {
        switch (depth, _field)
        {
            case (2, MetadataField.Name):
                _metadata = _metadata with { Name = Text(ref reader) };
                break;
            case (2, MetadataField.Namespace):
                _metadata = _metadata with { Namespace = Pooled(ref reader) };
                break;
            case (2, MetadataField.Uid):
                _metadata = _metadata with { Uid = Text(ref reader) };
                break;
            case (2, MetadataField.ResourceVersion):
                _metadata = _metadata with { ResourceVersion = Text(ref reader) };
                break;
            case (2, MetadataField.Generation):
                _metadata = _metadata with { Generation = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var generation) ? generation : 0 };
                break;
            case (2, MetadataField.Created):
                _metadata = _metadata with { Created = Time(ref reader) };
                break;
            case (2, MetadataField.Deleted):
                _metadata = _metadata with { Deleted = Time(ref reader) };
                break;
            case (3, MetadataField.Labels):
                _labels.Add(KeyValuePair.Create(_key, Pooled(ref reader)));
                break;
            case (3, MetadataField.Annotations):
                _annotations.Add(KeyValuePair.Create(_key, Pooled(ref reader)));
                break;
            case (4, MetadataField.Owners):
                Owner(ref reader);
                break;
        }
    }

    public void ObjectEnded(int depth)
    {
        if (depth == 4 && _field == MetadataField.Owners)
        {
            _owners.Add(_owner);
            _owner = new OwnerReference("", "", "", "", Controller: false);
        }
    }

    private static MetadataField Field(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("name"u8) ? MetadataField.Name
        : reader.ValueTextEquals("namespace"u8) ? MetadataField.Namespace
        : reader.ValueTextEquals("uid"u8) ? MetadataField.Uid
        : reader.ValueTextEquals("resourceVersion"u8) ? MetadataField.ResourceVersion
        : reader.ValueTextEquals("generation"u8) ? MetadataField.Generation
        : reader.ValueTextEquals("creationTimestamp"u8) ? MetadataField.Created
        : reader.ValueTextEquals("deletionTimestamp"u8) ? MetadataField.Deleted
        : reader.ValueTextEquals("labels"u8) ? MetadataField.Labels
        : reader.ValueTextEquals("annotations"u8) ? MetadataField.Annotations
        : reader.ValueTextEquals("ownerReferences"u8) ? MetadataField.Owners
        : MetadataField.None;

    private static StringMap Map(List<KeyValuePair<string, string>> pairs) => pairs.Count == 0 ? StringMap.Empty : new StringMap(pairs);

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";

    private static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;

    private string Pooled(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? strings.Get(ref reader) : "";

    private void Owner(ref Utf8JsonReader reader) => _owner = _key switch
    {
        "apiVersion" => _owner with { ApiVersion = Pooled(ref reader) },
        "kind" => _owner with { Kind = Pooled(ref reader) },
        "name" => _owner with { Name = Pooled(ref reader) },
        "uid" => _owner with { Uid = Pooled(ref reader) },
        "controller" => _owner with { Controller = reader.TokenType == JsonTokenType.True },
        _ => _owner,
    };
}
