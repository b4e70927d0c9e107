using MeshControl.Server.RateLimiting;
using MeshControl.Server.RateLimiting.Redis;
using MeshControl.Testing.Redis;
using MeshControl.Testing.Time;
using Unit = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.RateLimit.Types.Unit;

namespace MeshControl.Server.Tests.RateLimiting;

/// <summary>Where counts are kept: in memory within bounds, and in Redis to the same effect.</summary>
public sealed class CounterStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Memory_forgets_what_was_not_used_for_the_longest_time()
    {
        var store = new MemoryCounterStore(2);
        await AllowsAsync(store, Period("a"));
        await AllowsAsync(store, Period("b"));
        Assert.False(await AllowsAsync(store, Period("a")));
        await AllowsAsync(store, Period("c"));
        Assert.Equal((2, 1L), (store.Count, store.Forgotten));
        Assert.False(await AllowsAsync(store, Period("a")));
        Assert.True(await AllowsAsync(store, Period("b")));
    }

    [Fact]
    public async Task Memory_drops_what_is_over()
    {
        var store = new MemoryCounterStore(100);
        for (var i = 0; i < 50; i++)
        {
            await AllowsAsync(store, Period($"old{i}"));
        }

        await AllowsAsync(store, Period("new") with { Ends = Start.AddDays(2) }, Start.AddDays(1));
        Assert.Equal((1, 0L), (store.Count, store.Forgotten));
    }

    [RedisFact]
    public async Task Redis_decides_as_memory_does()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var client = new RedisClient(new RedisAddress("127.0.0.1", server.Port), new FakeClock());
        var redis = new RedisCounterStore(client);
        var memory = new MemoryCounterStore(1000);
        var random = new Random(4);
        // Counters live longer than the test, so that Redis' own clock does not matter.
        var now = Start;
        Counter[] counters =
        [
            new("bucket", 5, 100e6, default, default), new("burst", 20, 1e6 / 3 * 1000, default, default), new("period", 40, 0, Start.AddDays(30), default),
        ];
        for (var i = 0; i < 500; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(60_000));
            var some = counters.Where(_ => random.Next(3) > 0).DefaultIfEmpty(counters[0]).ToList();
            var hits = random.Next(1, 3);
            var expected = await memory.CountAsync(some, hits, now, CancellationToken.None);
            var actual = await redis.CountAsync(some, hits, now, CancellationToken.None);
            Assert.Equal(expected.Select(Rounded), actual.Select(Rounded));
        }
    }

    [RedisFact]
    public async Task Counts_in_Redis_end_with_their_period()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using var client = new RedisClient(new RedisAddress("127.0.0.1", server.Port), new FakeClock());
        await AllowsAsync(new RedisCounterStore(client), Period("day"));
        var left = (long)(await client.SendAsync(RespWriter.Command("PTTL", "meshcontrol:ratelimit:day"), CancellationToken.None))!;
        Assert.InRange(left, 1, TimeSpan.MillisecondsPerDay);
    }

    [RedisFact]
    public async Task Replicas_never_let_more_through_together_than_the_limit()
    {
        await using var server = await RedisServer.StartNewAsync();
        var passed = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var client = new RedisClient(new RedisAddress("127.0.0.1", server.Port), new FakeClock());
            var store = new RedisCounterStore(client);
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            {
                if (await AllowsAsync(store, Period("shared") with { Limit = 250 }))
                {
                    Interlocked.Increment(ref passed);
                }
            }));
        }));
        Assert.Equal(250, passed);
    }

    [RedisFact]
    public async Task Without_Redis_nothing_is_counted_and_with_it_again_everything_is()
    {
        await using var server = await RedisServer.StartNewAsync();
        var clock = new FakeClock();
        await using var client = new RedisClient(new RedisAddress("127.0.0.1", server.Port), clock);
        var store = new RedisCounterStore(client);
        Assert.True(await AllowsAsync(store, Period("a")));
        await server.StopAsync();
        await Assert.ThrowsAsync<CounterStoreException>(() => AllowsAsync(store, Period("a")));
        await Assert.ThrowsAsync<CounterStoreException>(() => AllowsAsync(store, Period("a")));
        await server.StartAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await AllowsAsync(store, Period("a")));
        Assert.False(await AllowsAsync(store, Period("a")));
    }

    private static Counter Period(string key) => new(key, 1, 0, Start.AddDays(1), new ToldLimit(1, Unit.Day));

    private static async Task<bool> AllowsAsync(ICounterStore store, Counter counter, DateTimeOffset? now = null) =>
        (await store.CountAsync([counter], 1, now ?? Start, CancellationToken.None))[0].Allows;

    private static (bool Allows, long Remaining, double Seconds) Rounded(CounterState state) => (state.Allows, state.Remaining, Math.Round(state.Reset.TotalSeconds, 3));
}
