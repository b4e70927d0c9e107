using System.Globalization;

namespace MeshControl.Model.Traffic;

/// <summary>A recognizer of RE2's syntax (https://github.com/google/re2/wiki/Syntax): it builds nothing and answers yes or no.</summary>
internal ref struct Re2Parser(string pattern)
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 500;
    private readonly string _text = pattern;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    public bool Accepts() => Alternatives(out _) && _at == _text.Length;

    // Largest product of nested counted repetitions so far: RE2 refuses more than 1000.
    private bool Alternatives(out int repeats)
    {
        repeats = 1;
        while (true)
        {
            if (!Sequence(ref repeats))
            {
                return false;
            }

            if (_at >= _text.Length || _text[_at] != '|')
            {
                return true;
            }

            _at++;
        }
    }

    private bool Sequence(ref int repeats)
    {
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            if (!Atom(out var inner, out var repeatable) || !Repetition(ref inner, repeatable))
            {
                return false;
            }

            repeats = Math.Max(repeats, inner);
        }

        return true;
    }

    private bool Atom(out int inner, out bool repeatable)
    {
        inner = 1;
        repeatable = true;
        switch (_text[_at])
        {
            case '(':
                return Group(out inner, out repeatable);
            case '[':
                return Re2CharacterClass.Skip(_text, ref _at);
            case '\\':
                return Re2Escape.Skip(_text, ref _at, inClass: false);
            case '*' or '+' or '?':
                return false;
            default:
                _at++;
                return true;
        }
    }

    private bool Repetition(ref int inner, bool repeatable)
    {
        if (_at >= _text.Length)
        {
            return true;
        }

        if (_text[_at] is '*' or '+' or '?')
        {
            _at++;
        }
        else if (_text[_at] == '{' && Count(out var most))
        {
            if (most > MaxRepeat || (long)inner * Math.Max(most, 1) > MaxRepeat)
            {
                return false;
            }

            inner *= Math.Max(most, 1);
        }
        else
        {
            return true;
        }

        if (_at < _text.Length && _text[_at] == '?')
        {
            _at++;
        }

        // Repetitions do not stack (a** and a{2}{3} are errors), and there must be something to repeat.
        return repeatable && (_at >= _text.Length || (_text[_at] is not ('*' or '+' or '?') && !(_text[_at] == '{' && Count(out _))));
    }

    // {n}, {n,} or {n,m}; anything else that starts with a brace is literal text.
    private bool Count(out int most)
    {
        most = 0;
        var end = _text.IndexOf('}', _at);
        if (end < 0)
        {
            return false;
        }

        var parts = _text[(_at + 1)..end].Split(',');
        if (parts.Length > 2 || !Number(parts[0], out var least))
        {
            return false;
        }

        most = least;
        if (parts.Length == 2 && parts[1].Length > 0 && !Number(parts[1], out most))
        {
            return false;
        }

        if (most < least)
        {
            most = int.MaxValue;
        }

        _at = end + 1;
        return true;
    }

    private static bool Number(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (text.Length == 1 || text[0] != '0');

    private bool Group(out int inner, out bool repeatable)
    {
        inner = 1;
        repeatable = true;
        _at++;
        if (_at < _text.Length && _text[_at] == '?')
        {
            _at++;
            if (!GroupHead(out var flagsOnly))
            {
                return false;
            }

            if (flagsOnly)
            {
                repeatable = false;
                return true;
            }
        }

        if (++_depth > MaxDepth || !Alternatives(out inner) || _at >= _text.Length || _text[_at] != ')')
        {
            return false;
        }

        _depth--;
        _at++;
        return true;
    }

    // After `(?`: a name (P<n> or <n>), or flags that end in `:` (a group) or `)` (flags only). Lookaround ends up as an unknown flag.
    private bool GroupHead(out bool flagsOnly)
    {
        flagsOnly = false;
        var rest = _text.AsSpan(_at);
        var named = rest.StartsWith("P<") ? 2 : rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!") ? 1 : 0;
        if (named > 0)
        {
            var end = _text.IndexOf('>', _at);
            if (end < 0)
            {
                return false;
            }

            var name = _text[(_at + named)..end];
            _at = end + 1;
            return name.Length > 0 && name.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c)) && _names.Add(name);
        }

        var negated = false;
        var flags = 0;
        for (; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case 'i' or 'm' or 's' or 'U':
                    flags++;
                    break;
                case '-' when !negated:
                    negated = true;
                    flags = 0;
                    break;
                case ':' or ')' when !negated || flags > 0:
                    flagsOnly = _text[_at++] == ')';
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
