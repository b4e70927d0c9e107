using System.Buffers;

namespace MeshControl.Model.Validation;

/// <summary>Alternatives, repetitions and groups of a regular expression.</summary>
internal sealed class Re2Parser(Re2Cursor cursor)
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 200;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Parse()
    {
        ParseAlternatives(0);
        if (cursor.More)
        {
            cursor.Fail("unexpected )");
        }
    }

    // Returns the largest product of nested counted repetitions, which RE2 limits too.
    private int ParseAlternatives(int depth)
    {
        if (depth > MaxDepth)
        {
            cursor.Fail("nested too deeply");
        }

        var most = 1;
        while (cursor.More && cursor.Current != ')')
        {
            switch (cursor.Current)
            {
                case '|':
                    cursor.At++;
                    break;
                case '*' or '+' or '?':
                    cursor.Fail($"nothing to repeat before {cursor.Current}");
                    break;
                case '{' when TryReadCounts(out _, out _, out _) && (cursor.At == 0 || cursor.Text[cursor.At - 1] is '|' or '('):
                    cursor.Fail("nothing to repeat before {");
                    break;
                default:
                    var inner = ParseAtom(depth, out var repeatable);
                    most = Math.Max(most, ParseRepetition(inner, repeatable));
                    break;
            }
        }

        return most;
    }

    private int ParseAtom(int depth, out bool repeatable)
    {
        repeatable = true;
        switch (cursor.Current)
        {
            case '(':
                return ParseGroup(depth, out repeatable);
            case '[':
                Re2CharacterClass.Parse(cursor);
                return 1;
            case '\\':
                Re2Escape.Parse(cursor, inClass: false);
                return 1;
            default:
                cursor.At++;
                return 1;
        }
    }

    private int ParseRepetition(int inner, bool repeatable)
    {
        if (!cursor.More)
        {
            return inner;
        }

        var start = cursor.At;
        if (cursor.Current is '*' or '+' or '?')
        {
            cursor.At++;
        }
        else if (cursor.Current == '{' && TryReadCounts(out var length, out var minimum, out var maximum))
        {
            var product = (long)inner * Math.Max(maximum ?? minimum, 1);
            if (minimum > MaxRepeat || maximum > MaxRepeat || maximum < minimum || product > MaxRepeat)
            {
                cursor.Fail($"bad repetition count {cursor.Text.AsSpan(cursor.At, length)}: at most {MaxRepeat} in all, lower bound first");
                return inner;
            }

            cursor.At += length;
            inner = (int)product;
        }
        else
        {
            return inner;
        }

        if (!repeatable)
        {
            cursor.Fail($"nothing to repeat before {cursor.Text[start]}");
            return inner;
        }

        // x*? is lazy; x**, x*+ and x{2}{3} are no RE2.
        if (cursor.More && cursor.Current == '?')
        {
            cursor.At++;
        }

        if (cursor.More && (cursor.Current is '*' or '+' or '?' || (cursor.Current == '{' && TryReadCounts(out _, out _, out _))))
        {
            cursor.Fail($"bad repetition operator {cursor.Text.AsSpan(start, cursor.At + 1 - start)}");
        }

        return inner;
    }

    // {3}, {3,} or {3,5}; anything else is literal text.
    private bool TryReadCounts(out int length, out int minimum, out int? maximum)
    {
        (length, minimum, maximum) = (0, 0, null);
        var end = cursor.Rest.IndexOf('}');
        if (end is < 0 or > 12)
        {
            return false;
        }

        var inner = cursor.Rest[1..end];
        var comma = inner.IndexOf(',');
        length = end + 1;
        if (!TryReadNumber(comma < 0 ? inner : inner[..comma], out minimum))
        {
            return false;
        }

        if (comma < 0)
        {
            maximum = minimum;
            return true;
        }

        if (comma == inner.Length - 1)
        {
            return true;
        }

        var valid = TryReadNumber(inner[(comma + 1)..], out var bound);
        maximum = bound;
        return valid;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out number);
    }

    // A group that only sets flags is nothing that could be repeated.
    private int ParseGroup(int depth, out bool repeatable)
    {
        repeatable = true;
        cursor.At++;
        if (cursor.More && cursor.Current == '?')
        {
            cursor.At++;
            switch (cursor.Rest)
            {
                case ['=' or '!', ..] or ['<', '=' or '!', ..]:
                    cursor.Fail("lookahead and lookbehind are not supported by RE2");
                    break;
                case ['P', '<', ..]:
                    ParseName(prefix: 2);
                    break;
                case ['<', ..]:
                    ParseName(prefix: 1);
                    break;
                case ['P', '=' or '>', ..]:
                    cursor.Fail("backreferences and recursion are not supported by RE2");
                    break;
                default:
                    if (ParseFlags())
                    {
                        repeatable = false;
                        return 1;
                    }

                    break;
            }
        }

        var inner = ParseAlternatives(depth + 1);
        if (!cursor.More)
        {
            cursor.Fail("missing )");
        }

        cursor.At++;
        return inner;
    }

    private void ParseName(int prefix)
    {
        var end = cursor.Rest.IndexOf('>');
        var name = end <= prefix ? "" : cursor.Rest[prefix..end].ToString();
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            cursor.Fail("bad group name");
        }
        else if (!_names.Add(name))
        {
            cursor.Fail($"the group name {name} is used twice");
        }
        else
        {
            cursor.At += end + 1;
        }
    }

    // (?flags) sets flags for the rest and has no content: true. (?flags:...) and (?:...) go on: false.
    private bool ParseFlags()
    {
        var negated = false;
        for (; cursor.More; cursor.At++)
        {
            switch (cursor.Current)
            {
                case 'i' or 'm' or 's' or 'U':
                    break;
                case '-' when !negated:
                    negated = true;
                    break;
                case ':':
                    cursor.At++;
                    return false;
                case ')':
                    cursor.At++;
                    return true;
                case '>':
                    cursor.Fail("atomic groups are not supported by RE2");
                    return false;
                default:
                    cursor.Fail($"unknown group (?{cursor.Current}");
                    return false;
            }
        }

        cursor.Fail("missing )");
        return false;
    }
}
