namespace MeshControl.Model.Validation;

/// <summary>Character classes of a regular expression: [a-z], [^]x], [[:alpha:]].</summary>
internal static class Re2CharacterClass
{
    public static void Parse(Re2Cursor cursor)
    {
        cursor.At++;
        if (cursor.More && cursor.Current == '^')
        {
            cursor.At++;
        }

        // A ] that comes first stands for itself.
        for (var first = true; cursor.More && (first || cursor.Current != ']'); first = false)
        {
            if (cursor.Rest is ['[', ':', ..])
            {
                ParsePosixClass(cursor);
                continue;
            }

            var low = ReadCharacter(cursor);
            if (cursor.Rest is ['-', not ']', ..])
            {
                cursor.At++;
                var high = ReadCharacter(cursor);
                if (low is null || high is null || high < low)
                {
                    cursor.Fail("bad character range");
                }
            }
        }

        if (!cursor.More)
        {
            cursor.Fail("missing ]");
        }

        cursor.At++;
    }

    private static void ParsePosixClass(Re2Cursor cursor)
    {
        var end = cursor.Rest.IndexOf(":]", StringComparison.Ordinal);
        var name = end < 2 ? "" : cursor.Rest[2..end].TrimStart('^').ToString();
        if (name is "alnum" or "alpha" or "ascii" or "blank" or "cntrl" or "digit" or "graph" or "lower" or "print" or "punct" or "space" or "upper" or "word" or "xdigit")
        {
            cursor.At += end + 2;
        }
        else
        {
            cursor.Fail($"unknown character class [:{name}:]");
        }
    }

    // Null for a set such as \d, which is no end of a range.
    private static int? ReadCharacter(Re2Cursor cursor)
    {
        if (!cursor.More)
        {
            return null;
        }

        return cursor.Current == '\\' ? Re2Escape.Parse(cursor, inClass: true) : cursor.Text[cursor.At++];
    }
}
