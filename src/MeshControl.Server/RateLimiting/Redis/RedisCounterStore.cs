using System.Globalization;

namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>Counts in a server that all replicas share; it drops them itself once they say nothing any more.</summary>
internal sealed class RedisCounterStore(RedisClient client) : ICounterStore
{
    private const string Prefix = "meshcontrol:ratelimit:";
    private const int Fields = 3;
    private volatile string? _script;

    public async ValueTask<CounterState[]> CountAsync(IReadOnlyList<Counter> counters, long hits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<string> call =
        [
            counters.Count.ToString(CultureInfo.InvariantCulture), .. counters.Select(static counter => Prefix + counter.Key),
            Number(CounterArithmetic.Microseconds(now)), hits.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var counter in counters)
        {
            call.Add(counter.Limit.ToString(CultureInfo.InvariantCulture));
            call.Add(Number(counter.Interval));
            call.Add(Number(counter.IsBucket ? 0 : (counter.Ends - now).TotalMicroseconds));
        }

        var reply = await RunAsync(call, cancellationToken);
        if (reply is not object?[] { } items || items.Length != counters.Count * Fields || items.Any(static item => item is not long))
        {
            throw new CounterStoreException("the server gave an answer of another form");
        }

        return [.. items.Chunk(Fields).Select(static state => new CounterState((long)state[0]! == 1, (long)state[1]!, TimeSpan.FromMicroseconds((long)state[2]!)))];
    }

    private async Task<object?> RunAsync(IReadOnlyList<string> call, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await CallAsync(_script ?? await LoadAsync(cancellationToken));
            }
            catch (RedisException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
            {
                // The server was started anew.
                return await CallAsync(await LoadAsync(cancellationToken));
            }
        }
        catch (RedisException e)
        {
            throw new CounterStoreException($"the server refuses to count: {e.Message}", e);
        }

        Task<object?> CallAsync(string script) => client.SendAsync(RespWriter.Command(["EVALSHA", script, .. call]), cancellationToken);
    }

    private async Task<string> LoadAsync(CancellationToken cancellationToken) =>
        _script = await client.SendAsync(RespWriter.Command("SCRIPT", "LOAD", CounterScript.Text), cancellationToken) as string
            ?? throw new CounterStoreException("the server gave the script no name");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
