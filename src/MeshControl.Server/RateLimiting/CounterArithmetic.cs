namespace MeshControl.Server.RateLimiting;

/// <summary>
/// What a counter's stored number means. Of a bucket it is the time, in microseconds since 1970, at which the bucket will be full again (the generic
/// cell rate algorithm); of a period the requests so far.
/// </summary>
internal static class CounterArithmetic
{
    // Rounding of a double at this distance from 1970.
    private const double Slack = 1;

    public static double Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerMicrosecond;

    /// <summary>The state after a request, and the number to store where the request is counted.</summary>
    public static (CounterState State, double Stored) Count(Counter counter, double stored, long hits, DateTimeOffset now) =>
        counter.IsBucket ? Bucket(counter, stored, hits, Microseconds(now)) : Period(counter, stored, hits, now);

    private static (CounterState State, double Stored) Bucket(Counter counter, double stored, long hits, double now)
    {
        var fullAt = Math.Max(stored, now);
        var after = fullAt + hits * counter.Interval;
        var capacity = counter.Limit * counter.Interval;
        var allows = after - capacity <= now + Slack;
        var left = capacity - ((allows ? after : fullAt) - now);
        var remaining = (long)Math.Max(0, Math.Floor((left + Slack) / counter.Interval));
        var reset = remaining > 0 ? 0 : Math.Max(0, counter.Interval - left);
        return (new CounterState(allows, remaining, TimeSpan.FromMicroseconds(reset)), after);
    }

    private static (CounterState State, double Stored) Period(Counter counter, double stored, long hits, DateTimeOffset now)
    {
        var after = stored + hits;
        var allows = after <= counter.Limit;
        return (new CounterState(allows, (long)Math.Max(0, counter.Limit - (allows ? after : stored)), counter.Ends - now), after);
    }
}
