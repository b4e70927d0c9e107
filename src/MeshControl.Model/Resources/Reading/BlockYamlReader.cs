using System.Buffers;

namespace MeshControl.Model.Resources.Reading;

/// <summary>
/// Reads the plain block style in which nearly all manifests are written, several times faster than the full YAML reader.
/// It gives up on everything else (flow style, anchors, tags, block scalars, escapes, non-ASCII text), which is then read by YamlNodeReader;
/// where it does not give up, both give the same nodes.
/// </summary>
internal ref struct BlockYamlReader
{
    private const int MaxDepth = 60;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    private readonly ReadOnlySpan<char> _text;
    private readonly TextPool _pool;
    private int _next;
    private int _line;
    private int _indent;
    private ReadOnlySpan<char> _content;
    private bool _atEnd;
    private bool _gaveUp;

    private BlockYamlReader(ReadOnlySpan<char> text, int lineOffset, TextPool pool)
    {
        _text = text;
        _line = lineOffset;
        _pool = pool;
    }

    /// <summary>False when the document needs the full reader.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int lineOffset, TextPool pool, out DocumentNode? root)
    {
        var reader = new BlockYamlReader(text, lineOffset, pool);
        root = null;
        reader.MoveToNextLine();
        if (!reader._atEnd && reader._indent == 0 && reader._content is "---")
        {
            reader.MoveToNextLine();
        }

        if (!reader._atEnd)
        {
            root = reader.ReadBlock(0);
        }

        return !reader._gaveUp && reader._atEnd;
    }

    // The next line with content, without its indentation and trailing blanks.
    private void MoveToNextLine()
    {
        while (_next < _text.Length)
        {
            var rest = _text[_next..];
            var length = rest.IndexOf('\n');
            var line = length < 0 ? rest : rest[..length];
            _next += length < 0 ? rest.Length : length + 1;
            _line++;
            line = line.TrimEnd(" \r");
            var indent = line.IndexOfAnyExcept(' ');
            if (indent < 0)
            {
                continue;
            }

            if (line[indent] == '#')
            {
                // A comment too may hold what YAML forbids.
                if (line.ContainsAnyExceptInRange(' ', '~'))
                {
                    GiveUp();
                }

                continue;
            }

            _indent = indent;
            _content = line[indent..];
            if (_content.ContainsAnyExceptInRange(' ', '~'))
            {
                GiveUp();
            }

            return;
        }

        _atEnd = true;
    }

    private readonly bool IsItem => _content[0] == '-' && (_content.Length == 1 || _content[1] == ' ');

    private DocumentNode ReadBlock(int depth)
    {
        if (depth > MaxDepth)
        {
            return GiveUp();
        }

        return IsItem ? ReadSequence(depth) : ReadMapping(depth);
    }

    private DocumentNode ReadMapping(int depth)
    {
        var indent = _indent;
        var firstLine = _line;
        var entries = new List<NodeEntry>(4);
        while (!_atEnd && !_gaveUp && _indent == indent && !IsItem)
        {
            if (!TryReadKey(_content, out var key, out var rest))
            {
                return GiveUp();
            }

            var line = _line;
            var value = rest.IsEmpty ? ReadNested(indent, depth) : ReadScalarLine(rest, indent);
            entries.Add(new(key, line, value));
            if (!_atEnd && _indent > indent)
            {
                return GiveUp();
            }
        }

        // A list item right where a key is due belongs to no key.
        return !_atEnd && _indent == indent && IsItem ? GiveUp() : new(NodeKind.Mapping, firstLine) { Entries = entries };
    }

    // The value of a key whose line ends after the colon: a deeper block, a list at the key's own indentation, or null.
    private DocumentNode ReadNested(int indent, int depth)
    {
        var line = _line;
        MoveToNextLine();
        if (_atEnd || _gaveUp || _indent < indent || (_indent == indent && !IsItem))
        {
            return new(NodeKind.Null, line);
        }

        return _indent > indent ? ReadBlock(depth + 1) : ReadSequence(depth + 1);
    }

    private DocumentNode ReadSequence(int depth)
    {
        var indent = _indent;
        var firstLine = _line;
        var items = new List<DocumentNode>(2);
        while (!_atEnd && !_gaveUp && _indent == indent && IsItem)
        {
            if (depth > MaxDepth || _content.Length == 1)
            {
                return GiveUp();
            }

            var inner = _content[2..].TrimStart(' ');
            var offset = _content.Length - inner.Length;
            if ((inner[0] == '-' && (inner.Length == 1 || inner[1] == ' ')) || TryReadKey(inner, out _, out _))
            {
                // What follows the dash is a block of its own, indented to where it starts.
                _content = inner;
                _indent = indent + offset;
                items.Add(ReadBlock(depth + 1));
            }
            else
            {
                items.Add(ReadScalarLine(inner, indent));
            }

            if (!_atEnd && _indent > indent)
            {
                return GiveUp();
            }
        }

        return new(NodeKind.Sequence, firstLine) { Items = items };
    }

    private DocumentNode ReadScalarLine(ReadOnlySpan<char> text, int indent)
    {
        var line = _line;
        var value = ReadScalar(text, line);
        MoveToNextLine();
        // Deeper text continues a scalar over several lines.
        return !_atEnd && _indent > indent ? GiveUp() : value;
    }

    private DocumentNode ReadScalar(ReadOnlySpan<char> text, int line)
    {
        switch (text[0])
        {
            case '\'' or '"':
                return ReadQuoted(text, line);
            case '[' when text is "[]":
                return new(NodeKind.Sequence, line);
            case '{' when text is "{}":
                return new(NodeKind.Mapping, line);
            case ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '%' or '@' or '`' or '?' or ':' or '=':
            case '-' when text.Length == 1 || text[1] is ' ' or '-':
                return GiveUp();
            default:
                var comment = text.IndexOf(" #");
                if (comment >= 0)
                {
                    text = text[..comment].TrimEnd(' ');
                }

                return text.Contains(": ", StringComparison.Ordinal) || text[^1] == ':' ? GiveUp() : YamlScalar.Resolve(_pool.Get(text), line);
        }
    }

    private DocumentNode ReadQuoted(ReadOnlySpan<char> text, int line)
    {
        var inner = text[1..];
        var end = inner.IndexOf(text[0]);
        if (end < 0 || end != inner.Length - 1 || inner[..end].Contains('\\') && text[0] == '"')
        {
            return GiveUp();
        }

        return new(NodeKind.String, line, _pool.Get(inner[..end]));
    }

    private readonly bool TryReadKey(ReadOnlySpan<char> text, out string key, out ReadOnlySpan<char> rest)
    {
        key = "";
        rest = default;
        var quoted = text[0] is '"' or '\'';
        var length = quoted ? text[1..].IndexOf(text[0]) + 2 : text.IndexOfAnyExcept(KeyCharacters);
        if (length <= (quoted ? 1 : 0) || length >= text.Length || text[length] != ':')
        {
            return false;
        }

        rest = text[(length + 1)..];
        if (!rest.IsEmpty && rest[0] != ' ')
        {
            return false;
        }

        rest = rest.TrimStart(' ');
        if (rest.Length > 0 && rest[0] == '#')
        {
            rest = default;
        }

        if (quoted)
        {
            var name = text[1..(length - 1)];
            key = _pool.Get(name);
            return !name.Contains('\\');
        }

        // A dash starts a key only when it cannot be taken for a list item or a document marker.
        var plain = _pool.Get(text[..length]);
        var resolved = YamlScalar.Resolve(plain, 0);
        key = resolved.Kind == NodeKind.Null ? "null" : resolved.Text;
        return plain[0] != '-';
    }

    private DocumentNode GiveUp()
    {
        _gaveUp = true;
        _atEnd = true;
        return DocumentNode.EmptyMapping;
    }
}
