namespace MeshControl.Architecture.Tests.Source;

/// <summary>C# source with comments, literals and directives blanked out, so that what is left can be searched for code.</summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly char[] _code;
    private int _at;

    private CSharpText(string text)
    {
        _text = text;
        _code = text.ToCharArray();
    }

    /// <summary>The same length and lines, with spaces where there is no code.</summary>
    public static string CodeOf(string text)
    {
        var scan = new CSharpText(text);
        scan.SkipCode(isHole: false);
        return new string(scan._code);
    }

    /// <summary>Runs over code to the end of the text or, in an interpolation hole, to its closing brace.</summary>
    private void SkipCode(bool isHole)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (isHole && c == '}' && depth-- == 0)
            {
                return;
            }

            depth += isHole && c == '{' ? 1 : 0;
            if (Starts("//") || (c == '#' && IsFirstOnLine()))
            {
                BlankTo(IndexOrEnd("\n"));
            }
            else if (Starts("/*"))
            {
                BlankTo(IndexOrEnd("*/") + 2);
            }
            else if (c == '\'')
            {
                BlankQuoted('\'', escapes: true);
            }
            else if (c is '"' or '$' or '@' && StringStart() is { } start)
            {
                BlankString(start);
            }
            else
            {
                _at++;
            }
        }
    }

    private (int Dollars, bool IsVerbatim, int Quotes)? StringStart()
    {
        int at = _at, dollars = 0, quotes = 0;
        var isVerbatim = false;
        for (; at < _text.Length && _text[at] is '$' or '@'; at++)
        {
            dollars += _text[at] == '$' ? 1 : 0;
            isVerbatim |= _text[at] == '@';
        }

        for (; at < _text.Length && _text[at] == '"'; at++)
        {
            quotes++;
        }

        return quotes == 0 ? null : (dollars, isVerbatim, isVerbatim || quotes < 3 ? 1 : quotes);
    }

    private void BlankString((int Dollars, bool IsVerbatim, int Quotes) start)
    {
        var begin = _at;
        while (_text[_at] != '"')
        {
            _at++;
        }

        _at += start.Quotes;
        var close = new string('"', start.Quotes);
        var hole = new string('{', Math.Max(1, start.Quotes >= 3 ? start.Dollars : 1));
        while (_at < _text.Length)
        {
            if (start.IsVerbatim && Starts("\"\""))
            {
                _at += 2;
            }
            else if (Starts(close))
            {
                break;
            }
            else if (start.Quotes == 1 && !start.IsVerbatim && _text[_at] == '\\')
            {
                _at += 2;
            }
            else if (start.Dollars > 0 && start.Quotes < 3 && Starts("{{"))
            {
                _at += 2;
            }
            else if (start.Dollars > 0 && Starts(hole))
            {
                _at += hole.Length;
                SkipCode(isHole: true);
            }
            else
            {
                _at++;
            }
        }

        var end = Math.Min(_text.Length, _at + start.Quotes);
        _at = begin;
        BlankTo(end);
    }

    private void BlankQuoted(char quote, bool escapes)
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] != quote && _text[end] != '\n')
        {
            end += escapes && _text[end] == '\\' ? 2 : 1;
        }

        BlankTo(end + 1);
    }

    private void BlankTo(int end)
    {
        for (end = Math.Min(end, _text.Length); _at < end; _at++)
        {
            _code[_at] = _text[_at] == '\n' ? '\n' : ' ';
        }
    }

    private bool Starts(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private int IndexOrEnd(string what) => _text.IndexOf(what, _at, StringComparison.Ordinal) is var index and >= 0 ? index : _text.Length;

    private bool IsFirstOnLine()
    {
        var line = _text.LastIndexOf('\n', Math.Max(0, _at - 1)) + 1;
        return _at == 0 || string.IsNullOrWhiteSpace(_text[line.._at]);
    }
}
