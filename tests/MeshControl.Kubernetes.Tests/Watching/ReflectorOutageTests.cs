using System.Net;
using MeshControl.Kubernetes.Watching;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Watching;

/// <summary>What the reflector does when the API server does not know a kind, refuses, breaks off or falls silent.</summary>
public sealed class ReflectorOutageTests : ReflectorFixture
{
    [Fact]
    public async Task A_kind_that_is_not_served_is_empty_and_said_once()
    {
        await using var copy = new ReflectorCopy(Api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        for (var probe = 0; probe < 3; probe++)
            await BackoffAsync(Probe);
        Assert.Collection(
            copy.Events,
            e => Assert.Empty(Assert.IsType<ReflectorEvent.Replaced>(e).Objects),
            e => Assert.IsType<ReflectorEvent.Synced>(e),
            e => Assert.Equal(UnavailableCause.NotServed, Assert.IsType<ReflectorEvent.Unavailable>(e).Cause));
    }

    [Fact]
    public async Task A_kind_that_appears_is_followed_at_the_next_probe()
    {
        await using var copy = new ReflectorCopy(Api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        ServeGateways();
        await BackoffAsync(Probe);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Equal(["default/edge"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_kind_that_appears_is_followed_at_once_when_somebody_says_so()
    {
        await using var copy = new ReflectorCopy(Api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        ServeGateways();
        copy.Reflector.ProbeNow();
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Equal(["default/edge"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_kind_that_was_served_is_believed_gone_the_third_time()
    {
        ServeGateways();
        await using var copy = new ReflectorCopy(Api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Server.Unserve(Gateways);
        await BackoffAsync(First);
        Assert.Single(copy.Objects);
        await BackoffAsync(First * 2);
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        Assert.Empty(copy.Objects);
    }

    [Fact]
    public async Task A_server_that_forgets_a_kind_for_a_moment_costs_nothing()
    {
        ServeGateways();
        await using var copy = new ReflectorCopy(Api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Server.Unserve(Gateways);
        await Clock.WaitForTimerAsync(First);
        Server.Serve(Gateways);
        Clock.Advance(First);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.All(copy.Events.OfType<ReflectorEvent.Replaced>(), replaced => Assert.Single(replaced.Objects));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_refusal_is_said_once_keeps_what_is_known_and_ends_in_a_new_list(HttpStatusCode status)
    {
        await using var copy = await SyncedAsync();
        Server.Faults.Answer = _ => FakeAnswer.Of(status);
        Server.Faults.EndWatches();
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        Assert.Equal(UnavailableCause.Refused, copy.Events.OfType<ReflectorEvent.Unavailable>().Single().Cause);
        await BackoffAsync(First);
        await Clock.WaitForTimerAsync(First * 2);
        Assert.Single(copy.Objects);
        Server.Faults.Answer = null;
        Clock.Advance(First * 2);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Single(copy.Events.OfType<ReflectorEvent.Unavailable>());
    }

    [Fact]
    public async Task Delays_double_up_to_half_a_minute_and_the_outage_is_said_once()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.Answer = _ => FakeAnswer.Of(HttpStatusCode.InternalServerError);
        Server.Faults.EndWatches();
        foreach (var seconds in (double[])[0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 29, 29])
            await BackoffAsync(TimeSpan.FromSeconds(seconds));
        await Clock.WaitForTimerAsync(Limit);
        Assert.Equal(UnavailableCause.Unreachable, copy.Events.OfType<ReflectorEvent.Unavailable>().Single().Cause);
        Server.Faults.Answer = null;
        Clock.Advance(Limit);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Single(Lists());
    }

    [Fact]
    public async Task Two_healthy_minutes_forget_the_delays()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.DisconnectWatches();
        await BackoffAsync(First);
        await HearsAsync(copy, 1);
        Clock.Advance(TimeSpan.FromSeconds(121));
        Server.Faults.DisconnectWatches();
        await BackoffAsync(First);
        await HearsAsync(copy, 2);
        Server.Faults.DisconnectWatches();
        await BackoffAsync(First * 2);
        await HearsAsync(copy, 3);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.Answer = _ => FakeAnswer.Of(HttpStatusCode.TooManyRequests) with { RetryAfterSeconds = 17 };
        Server.Faults.EndWatches();
        await Clock.WaitForTimerAsync(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task A_cut_connection_goes_on_where_it_was()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.DisconnectWatches();
        Server.Delete(FakeKinds.ConfigMaps, "default", "one");
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Deleted>();
        Assert.Single(Lists());
        Assert.Empty(copy.Events.OfType<ReflectorEvent.Unavailable>());
    }

    [Fact]
    public async Task A_garbled_line_costs_the_watch_and_nothing_else()
    {
        await using var copy = await SyncedAsync();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        Server.Faults.SendGarbage();
        await BackoffAsync(First);
        Put("three");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Single(Lists());
    }

    [Fact]
    public async Task A_line_that_stays_garbled_is_passed_by_a_new_list()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.SendGarbage();
        await BackoffAsync(First);
        await WatchingAsync(2);
        Server.Faults.SendGarbage();
        await BackoffAsync(First * 2);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Equal(2, Lists().Count);
    }

    [Fact]
    public async Task An_error_in_the_stream_leads_to_a_new_list_after_a_delay()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.FailWatches();
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Replaced>(2);
    }

    [Fact]
    public async Task A_half_open_socket_is_given_up_half_a_minute_after_the_watch_was_due()
    {
        await using var copy = await SyncedAsync();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        Server.Faults.FreezeWatches();
        Put("three");
        var silence = (TimeSpan.FromMinutes(5) * (1 + Jitter)) + TimeSpan.FromSeconds(30);
        await Clock.WaitForTimerAsync(silence);
        Clock.Advance(silence);
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Equal(3, copy.Objects.Count);
    }

    [Fact]
    public async Task A_server_that_takes_requests_and_says_nothing_is_given_up_after_half_a_minute()
    {
        Server.Faults.Deaf = true;
        await using var copy = Follow();
        await Clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        Clock.Advance(TimeSpan.FromSeconds(30));
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        Server.Faults.Deaf = false;
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Synced>();
    }
}
