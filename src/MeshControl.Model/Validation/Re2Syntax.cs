using System.Buffers;

namespace MeshControl.Model.Validation;

/// <summary>Checks that RE2, Envoy's regular expression engine, would take an expression; it knows syntax only, it does not match.</summary>
internal sealed class Re2Syntax
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 200;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly string _text;
    private int _at;
    private string? _error;

    private Re2Syntax(string text)
    {
        _text = text;
    }

    /// <summary>Null when RE2 takes the expression, else what it refuses.</summary>
    public static string? Check(string expression)
    {
        var parser = new Re2Syntax(expression);
        parser.ParseAlternatives(0);
        if (parser._error is null && parser._at < expression.Length)
        {
            parser._error = "unexpected )";
        }

        return parser._error;
    }

    private bool More => _error is null && _at < _text.Length;

    private void ParseAlternatives(int depth)
    {
        if (depth > MaxDepth)
        {
            Fail("nested too deeply");
        }

        var repeatable = false;
        while (More && _text[_at] != ')')
        {
            switch (_text[_at])
            {
                case '|':
                    _at++;
                    repeatable = false;
                    break;
                case '*' or '+' or '?':
                    ParseRepeat(repeatable, _text[_at].ToString());
                    repeatable = false;
                    break;
                case '{' when TryReadCounts(out var length, out var minimum, out var maximum):
                    ParseCounts(repeatable, length, minimum, maximum);
                    repeatable = false;
                    break;
                case '(':
                    repeatable = ParseGroup(depth);
                    break;
                case '[':
                    ParseClass();
                    repeatable = true;
                    break;
                case '\\':
                    ParseEscape(inClass: false);
                    repeatable = true;
                    break;
                default:
                    _at++;
                    repeatable = true;
                    break;
            }
        }
    }

    private void ParseRepeat(bool repeatable, string sign)
    {
        if (!repeatable)
        {
            Fail($"nothing to repeat before {sign}");
            return;
        }

        _at++;
        SkipLazyMark();
    }

    private void ParseCounts(bool repeatable, int length, int minimum, int? maximum)
    {
        if (!repeatable)
        {
            Fail("nothing to repeat before {");
        }
        else if (minimum > MaxRepeat || maximum > MaxRepeat || maximum < minimum)
        {
            Fail($"bad repetition count {_text.AsSpan(_at, length)}: at most {MaxRepeat}, lower bound first");
        }

        _at += length;
        SkipLazyMark();
    }

    // x*? is lazy; x** and x*+ are no RE2.
    private void SkipLazyMark()
    {
        if (More && _text[_at] == '?')
        {
            _at++;
        }

        if (More && _text[_at] is '*' or '+' or '?')
        {
            Fail($"bad repetition operator {_text[_at - 1]}{_text[_at]}");
        }
    }

    // {3}, {3,} or {3,5}; anything else is literal text.
    private bool TryReadCounts(out int length, out int minimum, out int? maximum)
    {
        (length, minimum, maximum) = (0, 0, null);
        var end = _text.IndexOf('}', _at);
        if (end < 0 || end - _at > 12)
        {
            return false;
        }

        var inner = _text.AsSpan(_at + 1, end - _at - 1);
        var comma = inner.IndexOf(',');
        length = end - _at + 1;
        var lower = comma < 0 ? inner : inner[..comma];
        if (lower.IsEmpty || lower.ContainsAnyExceptInRange('0', '9') || !int.TryParse(lower, out minimum))
        {
            return false;
        }

        if (comma < 0)
        {
            maximum = minimum;
            return true;
        }

        var upper = inner[(comma + 1)..];
        if (upper.IsEmpty)
        {
            return true;
        }

        var valid = !upper.ContainsAnyExceptInRange('0', '9') && int.TryParse(upper, out var bound);
        maximum = valid ? int.Parse(upper) : null;
        return valid;
    }

    /// <summary>False for a group that only sets flags, which cannot be repeated.</summary>
    private bool ParseGroup(int depth)
    {
        _at++;
        if (_at < _text.Length && _text[_at] == '?')
        {
            _at++;
            var rest = _text.AsSpan(_at);
            if (rest is ['=' or '!', ..] or ['<', '=' or '!', ..])
            {
                Fail("lookahead and lookbehind are not supported by RE2");
            }
            else if (rest is ['P', '<', ..] or ['<', ..])
            {
                ParseName(rest[0] == 'P' ? 2 : 1);
            }
            else if (rest is ['P', '=' or '>', ..])
            {
                Fail("backreferences and recursion are not supported by RE2");
            }
            else if (ParseFlags())
            {
                return false;
            }
        }

        ParseAlternatives(depth + 1);
        if (_error is null && _at >= _text.Length)
        {
            Fail("missing )");
        }

        _at++;
        return true;
    }

    private void ParseName(int prefix)
    {
        var end = _text.IndexOf('>', _at);
        var name = end < 0 ? default : _text.AsSpan(_at + prefix, Math.Max(0, end - _at - prefix));
        if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
        {
            Fail("bad group name");
            return;
        }

        _at = end + 1;
    }

    // (?flags) sets flags for the rest and has no content: true. (?flags:...) and (?:...) go on: false.
    private bool ParseFlags()
    {
        var negated = false;
        for (; More; _at++)
        {
            switch (_text[_at])
            {
                case 'i' or 'm' or 's' or 'U':
                    break;
                case '-' when !negated:
                    negated = true;
                    break;
                case ':':
                    _at++;
                    return false;
                case ')':
                    _at++;
                    return true;
                case '>':
                    Fail("atomic groups are not supported by RE2");
                    return false;
                default:
                    Fail($"unknown group (?{_text[_at]}");
                    return false;
            }
        }

        Fail("missing )");
        return false;
    }

    private void ParseClass()
    {
        _at++;
        if (More && _text[_at] == '^')
        {
            _at++;
        }

        var first = true;
        while (More && (first || _text[_at] != ']'))
        {
            first = false;
            if (_text.AsSpan(_at) is ['[', ':', ..])
            {
                ParsePosixClass();
                continue;
            }

            var low = ReadClassCharacter();
            if (_text.AsSpan(_at) is ['-', not ']', ..])
            {
                _at++;
                var high = ReadClassCharacter();
                if (low is null || high is null || high < low)
                {
                    Fail("bad character range");
                }
            }
        }

        if (_error is null && _at >= _text.Length)
        {
            Fail("missing ]");
        }

        _at++;
    }

    private void ParsePosixClass()
    {
        var end = _text.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = end < 0 ? "" : _text[(_at + 2)..end].TrimStart('^');
        if (name is not ("alnum" or "alpha" or "ascii" or "blank" or "cntrl" or "digit" or "graph" or "lower" or "print" or "punct" or "space" or "upper" or "word" or "xdigit"))
        {
            Fail($"unknown character class [:{name}:]");
            return;
        }

        _at = end + 2;
    }

    // A character of a class; null for a set such as \d, which is no end of a range.
    private int? ReadClassCharacter()
    {
        if (!More)
        {
            return null;
        }

        if (_text[_at] == '\\')
        {
            return ParseEscape(inClass: true);
        }

        return _text[_at++];
    }

    private int? ParseEscape(bool inClass)
    {
        _at++;
        if (_at >= _text.Length)
        {
            Fail("trailing backslash");
            return null;
        }

        var c = _text[_at++];
        switch (c)
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                return null;
            case 'A' or 'z' or 'b' or 'B' or 'C' when !inClass:
                return null;
            case 'p' or 'P':
                ParseProperty();
                return null;
            case 'x':
                return ParseHex();
            case 'Q' when !inClass:
                var end = _text.IndexOf("\\E", _at, StringComparison.Ordinal);
                _at = end < 0 ? _text.Length : end + 2;
                return null;
            case 'a' or 'f' or 't' or 'n' or 'r' or 'v':
                return c;
            case '0':
                return 0;
            case >= '1' and <= '9':
                // \12 is an octal character only with two more octal digits.
                if (_text.AsSpan(_at) is [>= '0' and <= '7', ..] && c < '8')
                {
                    return c;
                }

                Fail($"backreference \\{c} is not supported by RE2");
                return null;
            default:
                if (char.IsAsciiLetter(c))
                {
                    Fail($"unknown escape \\{c}");
                }

                return c;
        }
    }

    private void ParseProperty()
    {
        if (More && _text[_at] == '{')
        {
            var end = _text.IndexOf('}', _at);
            if (end > _at + 1)
            {
                _at = end + 1;
                return;
            }
        }
        else if (More && char.IsAsciiLetterUpper(_text[_at]))
        {
            _at++;
            return;
        }

        Fail("bad Unicode class \\p");
    }

    private int? ParseHex()
    {
        var braces = _text.AsSpan(_at) is ['{', ..];
        var end = braces ? _text.IndexOf('}', _at) : _at + 2;
        var digits = end < 0 || end > _text.Length ? default : _text.AsSpan(_at + (braces ? 1 : 0), end - _at - (braces ? 1 : 0));
        if (digits.Length is 0 or > 6 || !int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value) || value > 0x10FFFF)
        {
            Fail("bad \\x escape");
            return null;
        }

        _at = end + (braces ? 1 : 0);
        return value;
    }

    private void Fail(string error)
    {
        _error ??= error;
        _at = _text.Length;
    }
}
