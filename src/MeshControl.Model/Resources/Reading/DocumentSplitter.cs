namespace MeshControl.Model.Resources.Reading;

/// <summary>Splits a file at lines that start with ---, as kubectl does, so that a broken document does not hide the next one.</summary>
internal static class DocumentSplitter
{
    public static IEnumerable<DocumentPart> Split(string text)
    {
        var start = 0;
        var startLine = 0;
        var line = 0;
        for (var position = 0; position < text.Length; line++)
        {
            var end = text.IndexOf('\n', position);
            end = end < 0 ? text.Length : end + 1;
            if (IsSeparator(text.AsSpan(position, end - position)))
            {
                if (position > start)
                {
                    yield return new(text.AsMemory(start, position - start), startLine);
                }

                // What follows --- on its own line belongs to the document; "---" itself is kept, it is valid YAML there.
                (start, startLine) = (position, line);
            }

            position = end;
        }

        if (start < text.Length)
        {
            yield return new(text.AsMemory(start), startLine);
        }
    }

    private static bool IsSeparator(ReadOnlySpan<char> line) =>
        line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3]));
}
