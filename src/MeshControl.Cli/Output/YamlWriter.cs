using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MeshControl.Cli.Output;

/// <summary>Writes JSON as block YAML, members sorted by name and lists flush with their key, as kubectl and istioctl do.</summary>
internal static partial class YamlWriter
{
    public static void Write(TextWriter output, JsonElement value) => Node(output, value, depth: 0, inList: false);

    private static void Node(TextWriter output, JsonElement value, int depth, bool inList)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                var first = inList;
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    Indent(output, first ? 0 : depth);
                    first = false;
                    output.Write(Text(member.Name));
                    output.Write(':');
                    Content(output, member.Value, depth);
                }
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var firstItem = inList;
                foreach (var item in value.EnumerateArray())
                {
                    Indent(output, firstItem ? 0 : depth);
                    firstItem = false;
                    output.Write("- ");
                    Node(output, item, depth + 1, inList: true);
                }
                break;
            default:
                output.WriteLine(Scalar(value));
                break;
        }
    }

    private static void Content(TextWriter output, JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            output.WriteLine();
            Node(output, value, depth + 1, inList: false);
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            output.WriteLine();
            Node(output, value, depth, inList: false);
        }
        else if (value.ValueKind == JsonValueKind.String && value.GetString()!.Contains('\n'))
            Block(output, value.GetString()!, depth + 1);
        else
        {
            output.Write(' ');
            output.WriteLine(Scalar(value));
        }
    }

    // A literal block; the indicator says how many line ends the text has at its end.
    private static void Block(TextWriter output, string text, int depth)
    {
        var body = text.TrimEnd('\n');
        if (body.Length == 0 || body[0] == ' ' || body.Any(letter => letter < ' ' && letter != '\n' && letter != '\t'))
        {
            output.Write(' ');
            output.WriteLine(Quoted(text));
            return;
        }
        output.WriteLine((text.Length - body.Length) switch { 0 => " |-", 1 => " |", _ => " |+" });
        foreach (var line in (text.EndsWith('\n') ? text[..^1] : text).Split('\n'))
        {
            if (line.Length > 0)
                Indent(output, depth);
            output.WriteLine(line);
        }
    }

    private static void Indent(TextWriter output, int depth)
    {
        for (var level = 0; level < depth; level++)
            output.Write("  ");
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Text(string text)
    {
        if (text.Length == 0 || text.Any(letter => letter < ' ' || letter == '\u007f'))
            return Quoted(text);
        // Plain text that YAML 1.1 would read as something else than text keeps its type by quotes.
        if (LooksTyped().IsMatch(text) || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return Quoted(text);
        var unsafePlain = "!&*-?|>%@`\"'#,[]{}:".Contains(text[0]) && !(text[0] is '-' or ':' or '?' && text.Length > 1 && text[1] != ' ')
            || text[0] == ' ' || text[^1] is ' ' or ':' || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal);
        return unsafePlain ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text;
    }

    private static string Quoted(string text)
    {
        var json = new JsonPrinter();
        json.String(text);
        return json.ToString();
    }

    [GeneratedRegex(@"^(y|yes|n|no|on|off|true|false|null|~|=|<<|[-+]?(\.inf|\.nan)|[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+|\d{4}-\d\d?-\d\d?.*|---.*|\.\.\..*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksTyped();
}
