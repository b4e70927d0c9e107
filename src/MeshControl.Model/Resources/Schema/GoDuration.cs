using System.Buffers;
using System.Globalization;
using System.Text;

namespace MeshControl.Model.Resources.Schema;

/// <summary>Go's duration syntax, as Istio and the Gateway API write durations: 5s, 1h2m, 300ms, 1.5s; kept to 100 ns.</summary>
public static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>False for anything that Go's time.ParseDuration refuses, and for more than about 29,000 years.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var negative = text is ['-', ..];
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        if (text is "0")
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return false;
        }

        decimal ticks = 0;
        while (!text.IsEmpty)
        {
            var numberLength = text.IndexOfAnyExcept(NumberCharacters);
            if (numberLength <= 0 || numberLength > 20 ||
                !decimal.TryParse(text[..numberLength], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            text = text[numberLength..];
            if (TicksOfUnit(text, out var unitLength) is not { } unit)
            {
                return false;
            }

            ticks += number * unit;
            text = text[unitLength..];
        }

        if (ticks > long.MaxValue)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
        return true;
    }

    /// <summary>Shortest form in one to three units: 90s is 1m30s, a millisecond 1ms.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder();
        var ticks = (decimal)duration.Ticks;
        if (ticks < 0)
        {
            text.Append('-');
            ticks = -ticks;
        }

        if (ticks < TimeSpan.TicksPerMillisecond)
        {
            return text.Append((ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)).Append("us").ToString();
        }

        if (ticks < TimeSpan.TicksPerSecond)
        {
            return text.Append((ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture)).Append("ms").ToString();
        }

        var hours = decimal.Truncate(ticks / TimeSpan.TicksPerHour);
        ticks -= hours * TimeSpan.TicksPerHour;
        var minutes = decimal.Truncate(ticks / TimeSpan.TicksPerMinute);
        var seconds = (ticks - minutes * TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        if (hours > 0)
        {
            text.Append(hours).Append('h');
        }

        if (minutes > 0)
        {
            text.Append(minutes).Append('m');
        }

        return seconds > 0 ? text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('s').ToString() : text.ToString();
    }

    private static decimal? TicksOfUnit(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length > 1 && text[1] == 's' ? 2 : 1;
        switch (text)
        {
            case ['n', 's', ..]:
                return 0.01m;
            case ['u' or '\u00b5' or '\u03bc', 's', ..]:
                return TimeSpan.TicksPerMicrosecond;
            case ['m', 's', ..]:
                return TimeSpan.TicksPerMillisecond;
            case ['s', ..]:
                length = 1;
                return TimeSpan.TicksPerSecond;
            case ['m', ..]:
                return TimeSpan.TicksPerMinute;
            case ['h', ..]:
                length = 1;
                return TimeSpan.TicksPerHour;
            default:
                return null;
        }
    }
}
