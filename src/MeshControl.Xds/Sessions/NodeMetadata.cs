using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Xds.Sessions;

/// <summary>Typed access to node metadata; a value of the wrong type is refused with its key.</summary>
internal sealed class NodeMetadata(Struct? metadata)
{
    /// <summary>A string; numbers and booleans are taken as their text, since some bootstraps do not quote them.</summary>
    public string Text(string key) => Find(key) is not { } value
        ? ""
        : value.KindCase switch
        {
            Value.KindOneofCase.StringValue => value.StringValue,
            Value.KindOneofCase.NumberValue => value.NumberValue.ToString(CultureInfo.InvariantCulture),
            Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
            _ => throw Wrong(key, "a string"),
        };

    public int Number(string key) => Text(key) is not { Length: > 0 } text
        ? 0
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(key, "a number");

    public bool Flag(string key) => Text(key) is "true" or "1";

    public string[] List(string key) => Text(key).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public Struct? Object(string key) => Find(key) is not { } value
        ? null
        : value.KindCase == Value.KindOneofCase.StructValue ? value.StructValue : throw Wrong(key, "an object");

    public IEnumerable<KeyValuePair<string, string>> Map(string key) =>
        Object(key)?.Fields.Select(field => field.Value.KindCase == Value.KindOneofCase.StringValue
            ? new KeyValuePair<string, string>(field.Key, field.Value.StringValue)
            : throw Wrong($"{key}.{field.Key}", "a string")) ?? [];

    /// <summary>Go's notation, for example `1h30m` or `1.5s`.</summary>
    public TimeSpan? Duration(string key)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            return null;
        }

        var total = TimeSpan.Zero;
        var at = 0;
        while (at < text.Length)
        {
            var digits = at;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
            {
                digits++;
            }

            var unit = digits;
            while (unit < text.Length && char.IsAsciiLetterLower(text[unit]))
            {
                unit++;
            }

            if (!double.TryParse(text.AsSpan(at, digits - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || Seconds(text[digits..unit]) is not { } seconds || amount * seconds > int.MaxValue)
            {
                throw Wrong(key, "a duration");
            }

            total += TimeSpan.FromSeconds(amount * seconds);
            at = unit;
        }

        return total;
    }

    private static double? Seconds(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 0.001,
        "us" => 0.000_001,
        "ns" => 0.000_000_001,
        _ => null,
    };

    private static Exception Wrong(string key, string expected) => NodeReader.Bad($"node metadata {key} is not {expected}");

    private Value? Find(string key) =>
        metadata is not null && metadata.Fields.TryGetValue(key, out var value) && value.KindCase is not (Value.KindOneofCase.NullValue or Value.KindOneofCase.None)
            ? value
            : null;
}
