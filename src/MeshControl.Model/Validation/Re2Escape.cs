using System.Buffers;
using System.Globalization;

namespace MeshControl.Model.Validation;

/// <summary>What follows a backslash in a regular expression.</summary>
internal static class Re2Escape
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("{}()*+?[]");

    /// <summary>The character that the escape stands for; null for a set, an assertion or an error.</summary>
    public static int? Parse(Re2Cursor cursor, bool inClass)
    {
        cursor.At++;
        if (!cursor.More)
        {
            cursor.Fail("trailing backslash");
            return null;
        }

        var c = cursor.Text[cursor.At++];
        switch (c)
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
            case 'A' or 'z' or 'b' or 'B' or 'C' when !inClass:
                return null;
            case 'p' or 'P':
                ParseProperty(cursor);
                return null;
            case 'x':
                return ParseHex(cursor);
            case 'Q' when !inClass:
                var end = cursor.Rest.IndexOf("\\E", StringComparison.Ordinal);
                cursor.At = end < 0 ? cursor.Text.Length : cursor.At + end + 2;
                return null;
            case 'a' or 'f' or 't' or 'n' or 'r' or 'v':
                return c;
            case >= '0' and <= '7':
                return ParseOctal(cursor, c);
            default:
                if (char.IsAsciiLetterOrDigit(c))
                {
                    cursor.Fail($"unknown escape \\{c}");
                }

                return c;
        }
    }

    // \0, \07, \123; a single digit from 1 on would be a backreference.
    private static int? ParseOctal(Re2Cursor cursor, char first)
    {
        if (first != '0' && cursor.Rest is not [>= '0' and <= '7', ..])
        {
            cursor.Fail($"backreference \\{first} is not supported by RE2");
            return null;
        }

        var value = first - '0';
        for (var digits = 1; digits < 3 && cursor.More && cursor.Current is >= '0' and <= '7'; digits++)
        {
            value = value * 8 + cursor.Text[cursor.At++] - '0';
        }

        return value;
    }

    // \pN, \p{Greek}, \p{^Greek}
    private static void ParseProperty(Re2Cursor cursor)
    {
        if (cursor.Rest is ['{', ..])
        {
            var end = cursor.Rest.IndexOf('}');
            var name = end < 2 ? default : cursor.Rest[1..end].TrimStart('^');
            if (!name.IsEmpty && name.ContainsAnyExcept('_', '-') && !name.ContainsAny(Operators))
            {
                cursor.At += end + 1;
                return;
            }
        }
        else if (cursor.More && cursor.Current is 'C' or 'L' or 'M' or 'N' or 'P' or 'S' or 'Z')
        {
            cursor.At++;
            return;
        }

        cursor.Fail("bad Unicode class \\p");
    }

    // \x41, \x{10FFFF}
    private static int? ParseHex(Re2Cursor cursor)
    {
        var braces = cursor.Rest is ['{', ..];
        var start = braces ? 1 : 0;
        var end = braces ? cursor.Rest.IndexOf('}') : 2;
        if (end > start && end <= cursor.Rest.Length && end - start <= 6 &&
            int.TryParse(cursor.Rest[start..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value <= 0x10FFFF)
        {
            cursor.At += end + start;
            return value;
        }

        cursor.Fail("bad \\x escape");
        return null;
    }
}
