using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Incremental;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Proxies;

/// <summary>Typed access to node metadata, lenient where bootstraps differ: numbers and flags may be text.</summary>
internal readonly struct MetadataFields(Struct metadata)
{
    public string Text(string name) => Find(name) switch
    {
        null => "",
        { KindCase: Value.KindOneofCase.StringValue } value => value.StringValue,
        { KindCase: Value.KindOneofCase.NumberValue } value => value.NumberValue.ToString(CultureInfo.InvariantCulture),
        { KindCase: Value.KindOneofCase.BoolValue } value => value.BoolValue ? "true" : "false",
        var other => throw Wrong(name, "text", other),
    };

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new NodeReadException($"node metadata {name} is '{text}', not a number");
    }

    // As istiod does: an unreadable duration is as good as none.
    public TimeSpan? Duration(string name) => GoDuration.TryParse(Text(name), out var duration) ? duration : null;

    public EquatableArray<string> List(string name) =>
        [.. Text(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public Struct? Struct(string name) => Find(name) switch
    {
        null => null,
        { KindCase: Value.KindOneofCase.StructValue } value => value.StructValue,
        var other => throw Wrong(name, "an object", other),
    };

    public IEnumerable<KeyValuePair<string, string>> Map(string name)
    {
        var found = Struct(name);
        if (found is null)
        {
            return [];
        }

        return found.Fields.Select(field => field.Value.KindCase == Value.KindOneofCase.StringValue
            ? KeyValuePair.Create(field.Key, field.Value.StringValue)
            : throw Wrong($"{name}.{field.Key}", "text", field.Value));
    }

    private Value? Find(string name) =>
        metadata.Fields.TryGetValue(name, out var value) && value.KindCase is not (Value.KindOneofCase.None or Value.KindOneofCase.NullValue) ? value : null;

    private static NodeReadException Wrong(string name, string expected, Value found) =>
        new($"node metadata {name} must be {expected}, found {found.KindCase}");
}
