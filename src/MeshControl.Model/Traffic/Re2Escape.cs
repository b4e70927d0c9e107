using System.Globalization;

namespace MeshControl.Model.Traffic;

/// <summary>A backslash sequence of RE2.</summary>
internal static class Re2Escape
{
    private const string AnywhereSimple = "dDsSwWafnrtv";
    private const string OutsideClassSimple = "AbBzC";

    /// <summary>Moves past the sequence that starts here; false where RE2 does not know it.</summary>
    public static bool Skip(string text, ref int at, bool inClass)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        var next = text[at + 1];
        switch (next)
        {
            case 'p' or 'P':
                return Property(text, ref at);
            case 'x':
                return Hexadecimal(text, ref at);
            case 'Q' when !inClass:
                var end = text.IndexOf("\\E", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 2;
                return true;
            case >= '1' and <= '7' when at + 2 >= text.Length || text[at + 2] is < '0' or > '7':
                // A single digit would be a back reference.
                return false;
            case >= '0' and <= '7':
                at += 2;
                for (var digits = 1; digits < 3 && at < text.Length && text[at] is >= '0' and <= '7'; digits++)
                {
                    at++;
                }

                return true;
        }

        at += 2;
        return char.IsAscii(next)
            && (!char.IsAsciiLetterOrDigit(next) || AnywhereSimple.Contains(next, StringComparison.Ordinal)
                || (!inClass && OutsideClassSimple.Contains(next, StringComparison.Ordinal)));
    }

    /// <summary>The character that a sequence stands for, to compare the ends of a range.</summary>
    public static int Value(ReadOnlySpan<char> escape) => escape[1] switch
    {
        'a' => 7,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        'x' => int.TryParse(escape[2..].Trim("{}"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : 0,
        >= '0' and <= '7' => Octal(escape[1..]),
        var other => other,
    };

    private static int Octal(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value * 8) + (digit - '0');
        }

        return value;
    }

    // \pN or \p{Greek}; names that RE2 does not know are left to it.
    private static bool Property(string text, ref int at)
    {
        at += 2;
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] != '{')
        {
            return "CLMNPSZ".Contains(text[at++], StringComparison.Ordinal);
        }

        var end = text.IndexOf('}', at);
        if (end < 0)
        {
            return false;
        }

        var name = text.AsSpan(at + 1, end - at - 1).TrimStart('^');
        at = end + 1;
        // .NET's block names (IsGreek) are not RE2's scripts.
        return name.Length > 0 && !(name.StartsWith("Is") && name.Length > 2);
    }

    private static bool Hexadecimal(string text, ref int at)
    {
        at += 2;
        if (at < text.Length && text[at] == '{')
        {
            var end = text.IndexOf('}', at);
            if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            at = end + 1;
            return value <= 0x10FFFF;
        }

        if (at + 1 >= text.Length || !char.IsAsciiHexDigit(text[at]) || !char.IsAsciiHexDigit(text[at + 1]))
        {
            return false;
        }

        at += 2;
        return true;
    }
}
