using System.Globalization;

namespace MeshControl.Grpc.Protocol;

/// <summary>The <c>grpc-timeout</c> header: 1 to 8 digits and a unit of H, M, S, m, u or n.</summary>
internal static class GrpcTimeout
{
    private const long MaxValue = 99_999_999;

    /// <summary>The longest timeout the header can say in seconds; longer ones are cut to it.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(MaxValue);

    /// <summary>The timeout said by <paramref name="value"/>, or null when it is absent or malformed (the header is then ignored).</summary>
    public static TimeSpan? Parse(string? value)
    {
        if (value is null || value.Length is < 2 or > 9)
        {
            return null;
        }

        if (!long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        TimeSpan? timeout = value[^1] switch
        {
            'H' => TimeSpan.FromHours(amount),
            'M' => TimeSpan.FromMinutes(amount),
            'S' => TimeSpan.FromSeconds(amount),
            'm' => TimeSpan.FromMilliseconds(amount),
            'u' => TimeSpan.FromMicroseconds(amount),
            // One tick is 100 ns: round up, so that a positive timeout never becomes none.
            'n' => TimeSpan.FromTicks((amount + 99) / 100),
            _ => null,
        };
        return timeout > Max ? Max : timeout;
    }

    /// <summary>The finest unit that fits the eight digits; a timeout in the past becomes <c>1n</c>.</summary>
    public static string Format(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return "1n";
        }

        var ticks = Math.Min(timeout.Ticks, Max.Ticks);
        return (ticks * 100, ticks / TimeSpan.TicksPerMicrosecond, ticks / TimeSpan.TicksPerMillisecond) switch
        {
            ( <= MaxValue and var nanos, _, _) => $"{nanos}n",
            (_, <= MaxValue and var micros, _) => $"{micros}u",
            (_, _, <= MaxValue and var millis) => $"{millis}m",
            _ => $"{ticks / TimeSpan.TicksPerSecond}S",
        };
    }
}
