using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Composes one YAML document into nodes: anchors, aliases, merge keys, and JSON types for scalars.</summary>
internal sealed class YamlNodeReader
{
    private const int MaxDepth = 100;

    // An alias is expanded each time it is walked: this bounds what a few lines of nested aliases can cost.
    private const int MaxExpandedNodes = 1_000_000;

    private readonly Dictionary<string, (DocumentNode Node, int Size)> _anchors = [];
    private readonly Parser _parser;
    private readonly int _lineOffset;
    private int _size;

    private YamlNodeReader(TextReader text, int lineOffset)
    {
        _parser = new Parser(new Scanner(text, skipComments: true));
        _lineOffset = lineOffset;
    }

    /// <summary>The document's root, or null when it has only comments. Throws DocumentFormatException.</summary>
    public static DocumentNode? Read(ReadOnlyMemory<char> text, int lineOffset)
    {
        var reader = new YamlNodeReader(new StringReader(text.ToString()), lineOffset);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException error)
        {
            throw new DocumentFormatException(Plain(error.Message), reader.LineOf(error.Start));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or InvalidCastException or OverflowException)
        {
            // The YAML scanner throws these on some malformed input; to the user it is broken YAML like any other.
            throw new DocumentFormatException("not valid YAML: " + error.Message, reader._parser.Current is { } current ? reader.LineOf(current.Start) : lineOffset + 1);
        }
    }

    private DocumentNode? ReadDocument()
    {
        DocumentNode? root = null;
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case StreamStart or StreamEnd or DocumentStart or DocumentEnd:
                    continue;
                default:
                    root = root is null ? ReadNode(0) : throw new DocumentFormatException("more than one document without a --- line", CurrentLine);
                    break;
            }
        }

        return root is { Kind: NodeKind.Null } ? null : root;
    }

    private int CurrentLine => LineOf(_parser.Current!.Start);

    private int LineOf(Mark mark) => (int)mark.Line + _lineOffset;

    private DocumentNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new DocumentFormatException($"nested deeper than {MaxDepth} levels", CurrentLine);
        }

        if (++_size > MaxExpandedNodes)
        {
            throw new DocumentFormatException($"more than {MaxExpandedNodes} values after expanding aliases", CurrentLine);
        }

        switch (_parser.Current)
        {
            case AnchorAlias alias:
                if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
                {
                    throw new DocumentFormatException($"unknown anchor *{alias.Value.Value}", CurrentLine);
                }

                _size += anchored.Size;
                return anchored.Node;
            case Scalar scalar:
                var size = _size;
                return Anchor(scalar, ReadScalar(scalar), size);
            case SequenceStart sequence:
                return ReadSequence(sequence, depth);
            case MappingStart mapping:
                return ReadMapping(mapping, depth);
            default:
                throw new DocumentFormatException("unexpected end of the document", CurrentLine);
        }
    }

    private DocumentNode ReadScalar(Scalar scalar)
    {
        var line = LineOf(scalar.Start);
        if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific)
        {
            return YamlScalar.ResolveTagged(scalar.Tag.Value, scalar.Value, line);
        }

        return scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? YamlScalar.Resolve(scalar.Value, line) : new(NodeKind.String, line, scalar.Value);
    }

    private DocumentNode ReadSequence(SequenceStart start, int depth)
    {
        var size = _size;
        var line = LineOf(start.Start);
        var items = new List<DocumentNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        return Anchor(start, new(NodeKind.Sequence, line) { Items = items }, size);
    }

    private DocumentNode ReadMapping(MappingStart start, int depth)
    {
        var size = _size;
        var line = LineOf(start.Start);
        var entries = new List<NodeEntry>();
        List<DocumentNode>? merged = null;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = ReadNode(depth + 1);
            _parser.MoveNext();
            var value = ReadNode(depth + 1);
            if (isMerge)
            {
                merged ??= [];
                merged.AddRange(value.Kind == NodeKind.Sequence ? value.Items : [value]);
                continue;
            }

            if (key.Kind is NodeKind.Sequence or NodeKind.Mapping)
            {
                throw new DocumentFormatException("a key must be a scalar", key.Line);
            }

            entries.Add(new(key.Kind == NodeKind.Null ? "null" : key.Text, key.Line, value));
        }

        Merge(entries, merged);
        return Anchor(start, new(NodeKind.Mapping, line) { Entries = entries }, size);
    }

    private static void Merge(List<NodeEntry> entries, List<DocumentNode>? merged)
    {
        foreach (var source in merged ?? [])
        {
            if (source.Kind != NodeKind.Mapping)
            {
                throw new DocumentFormatException("<< must merge a mapping or a list of mappings", source.Line);
            }

            foreach (var entry in source.Entries)
            {
                if (!entries.Exists(e => e.Key == entry.Key))
                {
                    entries.Add(entry);
                }
            }
        }
    }

    private DocumentNode Anchor(NodeEvent source, DocumentNode node, int sizeBefore)
    {
        if (!source.Anchor.IsEmpty)
        {
            _anchors[source.Anchor.Value] = (node, _size - sizeBefore);
        }

        return node;
    }

    // YamlDotNet prefixes "(Line: 1, Col: 2, Idx: 3) - (Line: ...): ", which the finding says better.
    private static string Plain(string message)
    {
        var end = message.StartsWith('(') ? message.LastIndexOf("): ", StringComparison.Ordinal) : -1;
        return end < 0 ? message : message[(end + 3)..];
    }
}
