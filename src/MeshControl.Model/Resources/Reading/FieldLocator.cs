namespace MeshControl.Model.Resources.Reading;

/// <summary>Finds the line of a field by its path.</summary>
internal static class FieldLocator
{
    /// <summary>The line of the field, or of the deepest part of the path that the document has.</summary>
    public static int LineOf(DocumentNode document, string path)
    {
        var node = document;
        var line = document.Line;
        foreach (var segment in Segments(path))
        {
            if (node.Kind == NodeKind.Sequence)
            {
                if (!int.TryParse(segment, out var index) || index >= node.Items.Count)
                {
                    return line;
                }

                node = node.Items[index];
                line = node.Line;
                continue;
            }

            var entry = node.Entries.FirstOrDefault(e => e.Key == segment);
            if (entry.Key is null)
            {
                // A field may be written with its proto name.
                var name = segment;
                entry = node.Entries.FirstOrDefault(e => string.Equals(e.Key.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase));
            }

            if (entry.Key is null)
            {
                return line;
            }

            (node, line) = (entry.Value, entry.Line);
        }

        return line;
    }

    // spec.http[0].headers["x-a"] has the segments spec, http, 0, headers, x-a.
    private static IEnumerable<string> Segments(string path)
    {
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path[at] == '[')
            {
                var quoted = at + 1 < path.Length && path[at + 1] == '"';
                var end = quoted ? path.IndexOf("\"]", at + 2, StringComparison.Ordinal) : path.IndexOf(']', at);
                if (end < 0)
                {
                    yield break;
                }

                yield return quoted ? path[(at + 2)..end] : path[(at + 1)..end];
                at = end + (quoted ? 2 : 1);
            }
            else
            {
                var end = path.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : at + end;
                yield return path[at..end];
                at = end;
            }
        }
    }
}
