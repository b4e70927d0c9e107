namespace MeshControl.Server.RateLimiting;

/// <summary>One count: a token bucket, or a calendar period.</summary>
/// <param name="Key">Its name in the store; a period's own name is part of it.</param>
/// <param name="Limit">Tokens that the bucket holds, or requests of the period.</param>
/// <param name="Interval">Microseconds in which a bucket gains a token; 0 for a period.</param>
/// <param name="Ends">When the period is over; the default for a bucket.</param>
/// <param name="Tells">The limit as a response tells it.</param>
internal sealed record Counter(string Key, long Limit, double Interval, DateTimeOffset Ends, ToldLimit Tells)
{
    public bool IsBucket => Interval > 0;
}
