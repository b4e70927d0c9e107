using System.Globalization;
using System.Text;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Gives plain YAML scalars their JSON type the way kubectl does: YAML 1.1 booleans and nulls, Go integer literals, floats.</summary>
internal static class YamlScalar
{
    public static DocumentNode Resolve(string text, int line)
    {
        if (text.Length == 0)
        {
            return new(NodeKind.Null, line);
        }

        var first = text[0];
        if (char.IsAsciiDigit(first) || first is '+' or '-' or '.')
        {
            return ResolveNumber(text, line) ?? new(NodeKind.String, line, text);
        }

        return text switch
        {
            "~" or "null" or "Null" or "NULL" => new(NodeKind.Null, line),
            "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => new(NodeKind.Boolean, line, "true"),
            "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => new(NodeKind.Boolean, line, "false"),
            _ => new(NodeKind.String, line, text),
        };
    }

    private static DocumentNode? ResolveNumber(string text, int line)
    {
        if (ParseInteger(text) is { } integer)
        {
            return new(NodeKind.Integer, line, integer.ToString(CultureInfo.InvariantCulture));
        }

        if (!IsFloat(text) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsInfinity(number))
        {
            return null;
        }

        return new(NodeKind.Number, line, number.ToString("R", CultureInfo.InvariantCulture));
    }

    // Go's strconv.ParseInt with base 0, underscores removed first.
    private static Int128? ParseInteger(string text)
    {
        var digits = text.AsSpan();
        if (digits.Contains('_'))
        {
            digits = text.Replace("_", "", StringComparison.Ordinal);
        }

        var negative = digits is ['-', ..];
        if (digits is ['-' or '+', ..])
        {
            digits = digits[1..];
        }

        var radix = 10;
        if (digits is ['0', _, ..])
        {
            (radix, var prefix) = char.ToLowerInvariant(digits[1]) switch
            {
                'x' => (16, 2),
                'b' => (2, 2),
                'o' => (8, 2),
                _ => (8, 1),
            };
            digits = digits[prefix..];
        }

        if (digits.IsEmpty || digits.Length > 64)
        {
            return null;
        }

        Int128 value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10) : radix;
            if (digit >= radix)
            {
                return null;
            }

            value = value * radix + digit;
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        return negative ? -value : value;
    }

    // [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        var whole = CountDigits(text);
        text = text[whole..];
        if (text is ['.', ..])
        {
            var fraction = CountDigits(text[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            text = text[(1 + fraction)..];
        }
        else if (whole == 0)
        {
            return false;
        }

        if (text is ['e' or 'E', ..])
        {
            text = text[1..];
            if (text is ['-' or '+', ..])
            {
                text = text[1..];
            }

            var exponent = CountDigits(text);
            return exponent > 0 && exponent == text.Length;
        }

        return text.IsEmpty;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>A value with an explicit !!tag.</summary>
    public static DocumentNode ResolveTagged(string tag, string text, int line)
    {
        switch (tag)
        {
            case "tag:yaml.org,2002:str":
                return new(NodeKind.String, line, text);
            case "tag:yaml.org,2002:binary":
                var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
                var bytes = new byte[compact.Length];
                return Convert.TryFromBase64String(compact, bytes, out var length)
                    ? new(NodeKind.String, line, Encoding.UTF8.GetString(bytes.AsSpan(0, length)))
                    : throw new DocumentFormatException("!!binary value is not base64", line);
            default:
                return Resolve(text, line);
        }
    }
}
