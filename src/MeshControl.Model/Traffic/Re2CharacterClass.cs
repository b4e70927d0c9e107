namespace MeshControl.Model.Traffic;

/// <summary>A bracket expression of RE2.</summary>
internal static class Re2CharacterClass
{
    private static readonly HashSet<string> PosixNames = new(StringComparer.Ordinal)
    {
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word", "xdigit",
    };

    /// <summary>Moves past the class that starts here; false where RE2 refuses it.</summary>
    public static bool Skip(string text, ref int at)
    {
        at++;
        if (at < text.Length && text[at] == '^')
        {
            at++;
        }

        var first = true;
        while (at < text.Length && (text[at] != ']' || first))
        {
            first = false;
            if (!Member(text, ref at))
            {
                return false;
            }
        }

        if (at >= text.Length)
        {
            return false;
        }

        at++;
        return true;
    }

    private static bool Member(string text, ref int at)
    {
        if (text.AsSpan(at).StartsWith("[:") && text.IndexOf(":]", at + 2, StringComparison.Ordinal) is var end and >= 0)
        {
            var name = text[(at + 2)..end].TrimStart('^');
            at = end + 2;
            return PosixNames.Contains(name);
        }

        if (!Character(text, ref at, out var low, out var isSet))
        {
            return false;
        }

        if (isSet || at + 1 >= text.Length || text[at] != '-' || text[at + 1] == ']')
        {
            return true;
        }

        at++;
        return Character(text, ref at, out var high, out var endIsSet) && !endIsSet && low <= high;
    }

    private static bool Character(string text, ref int at, out int value, out bool isSet)
    {
        isSet = false;
        value = 0;
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] != '\\')
        {
            var isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            value = isPair ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
            at += isPair ? 2 : 1;
            return true;
        }

        isSet = at + 1 < text.Length && "dDsSwWpP".Contains(text[at + 1], StringComparison.Ordinal);
        var start = at;
        if (!Re2Escape.Skip(text, ref at, inClass: true))
        {
            return false;
        }

        value = Re2Escape.Value(text.AsSpan(start, at - start));
        return true;
    }
}
