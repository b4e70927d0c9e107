using System.Text;
using System.Text.Json;

namespace MeshControl.Cli.Output;

/// <summary>
/// Writes JSON indented by four spaces as Go's encoding/json does (<c>&lt; &gt; &amp;</c> escaped, empty containers closed at once).
/// </summary>
internal sealed class JsonPrinter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _empty = true;

    public override string ToString() => _text.ToString();

    public void Open(char bracket)
    {
        _text.Append(bracket);
        _depth++;
        _empty = true;
    }

    public void Close(char bracket)
    {
        _depth--;
        if (!_empty)
            NewLine();
        _text.Append(bracket);
        _empty = false;
    }

    /// <summary>Starts the next element of an array.</summary>
    public void Next()
    {
        if (!_empty)
            _text.Append(',');
        NewLine();
        _empty = false;
    }

    /// <summary>Starts the next member of an object.</summary>
    public void Name(string name)
    {
        Next();
        String(name);
        _text.Append(": ");
    }

    public void Raw(string token) => _text.Append(token);

    public void String(string value)
    {
        _text.Append('"');
        foreach (var letter in value)
        {
            switch (letter)
            {
                case '"': _text.Append("\\\""); break;
                case '\\': _text.Append("\\\\"); break;
                case '\n': _text.Append("\\n"); break;
                case '\r': _text.Append("\\r"); break;
                case '\t': _text.Append("\\t"); break;
                case '\b': _text.Append("\\b"); break;
                case '\f': _text.Append("\\f"); break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029': _text.Append($"\\u{(int)letter:x4}"); break;
                default: _text.Append(letter); break;
            }
        }
        _text.Append('"');
    }

    /// <summary>Any JSON as it is; members sorted by name where <paramref name="sorted"/>.</summary>
    public void Value(JsonElement element, bool sorted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Open('{');
                var members = element.EnumerateObject().AsEnumerable();
                foreach (var member in sorted ? members.OrderBy(member => member.Name, StringComparer.Ordinal) : members)
                {
                    Name(member.Name);
                    Value(member.Value, sorted);
                }
                Close('}');
                break;
            case JsonValueKind.Array:
                Open('[');
                foreach (var item in element.EnumerateArray())
                {
                    Next();
                    Value(item, sorted);
                }
                Close(']');
                break;
            case JsonValueKind.String:
                String(element.GetString()!);
                break;
            default:
                Raw(element.GetRawText());
                break;
        }
    }

    private void NewLine() => _text.Append('\n').Append(' ', _depth * 4);
}
