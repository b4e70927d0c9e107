using System.Net;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Kubernetes.Tests.Watching;

/// <summary>The reflector's states, one transition a test, on a clock that moves only when told.</summary>
public sealed class ReflectorTests : IAsyncLifetime
{
    // The longest of all random delays.
    private const double Jitter = 1;

    private static readonly ApiResource Gateways = new("networking.istio.io", "v1", "gateways", "Gateway", Namespaced: true);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    // The defaults are half a minute each, as is a request's own limit: on a clock that knows timers by their length they must differ.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(29);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(31);

    private readonly FakeClock _clock = new();
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _api = _server.Connect(_clock);
        Put("one");
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_list_is_one_Replaced_after_its_last_page()
    {
        for (var i = 0; i < 7; i++)
            Put($"more-{i}");
        await using var copy = Follow(new ReflectorOptions { PageSize = 3 });
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Assert.Collection(copy.Events, first => Assert.Equal(8, Assert.IsType<ReflectorEvent.Replaced>(first).Objects.Length), second => Assert.IsType<ReflectorEvent.Synced>(second));
        Assert.Equal(3, Lists().Count);
        Assert.All(Lists(), list => Assert.Contains("limit=3", list.Query));
    }

    [Fact]
    public async Task The_first_list_may_be_cached_the_next_is_the_newest()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.ExpireWatches();
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Contains("resourceVersion=0", Lists()[0].Query);
        Assert.DoesNotContain("resourceVersion", Lists()[1].Query);
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_where_it_was_without_a_new_list()
    {
        await using var copy = await SyncedAsync();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        _server.Faults.EndWatches();
        Put("three");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Single(Lists());
        Assert.Equal(["default/one", "default/three", "default/two"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_on_so_that_forgotten_history_does_no_harm()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.Compact();
        _server.Faults.SendBookmarks();
        _server.Faults.EndWatches();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        Assert.Single(Lists());
    }

    [Fact]
    public async Task A_watch_asks_for_bookmarks_and_a_time_limit_between_five_and_ten_minutes()
    {
        await using var copy = await SyncedAsync();
        Assert.All(Watches(), watch =>
        {
            Assert.Contains("allowWatchBookmarks=true", watch.Query);
            Assert.Contains("timeoutSeconds=600", watch.Query);
        });
    }

    [Fact]
    public async Task An_expired_version_in_the_stream_leads_to_a_new_list_at_once()
    {
        await using var copy = await SyncedAsync();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        _server.Faults.ExpireWatches();
        await copy.WaitForAsync<ReflectorEvent.Replaced>(2);
        Assert.Equal(2, copy.Objects.Count);
    }

    [Fact]
    public async Task An_expired_version_at_the_start_of_a_watch_leads_to_a_new_list_and_finds_what_was_deleted()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.Compact();
        _server.Delete(FakeKinds.ConfigMaps, "default", "one");
        await copy.WaitForAsync<ReflectorEvent.Deleted>();
        Put("two");
        _server.Faults.Compact();
        _server.Faults.DisconnectWatches();
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Replaced>(2);
        Assert.Equal(["default/two"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_continue_token_that_expires_in_the_middle_starts_the_list_again()
    {
        for (var i = 0; i < 5; i++)
            Put($"more-{i}");
        var second = 0;
        _server.Faults.Answer = request =>
        {
            if (request.Query.Contains("continue=", StringComparison.Ordinal) && Interlocked.Increment(ref second) == 1)
                _server.Faults.ForgetPages();
            return null;
        };
        await using var copy = Follow(new ReflectorOptions { PageSize = 2 });
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Assert.Equal(6, Assert.IsType<ReflectorEvent.Replaced>(copy.Events[0]).Objects.Length);
        Assert.DoesNotContain("resourceVersion", Lists()[2].Query);
    }

    [Fact]
    public async Task A_kind_that_is_not_served_is_empty_and_said_once()
    {
        await using var copy = new ReflectorCopy(_api, Gateways, Options());
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
        await using var copy = new ReflectorCopy(_api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        ServeGateways();
        await BackoffAsync(Probe);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Equal(["default/edge"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_kind_that_appears_is_followed_at_once_when_somebody_says_so()
    {
        await using var copy = new ReflectorCopy(_api, Gateways, Options());
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
        await using var copy = new ReflectorCopy(_api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        _server.Unserve(Gateways);
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
        await using var copy = new ReflectorCopy(_api, Gateways, Options());
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        _server.Unserve(Gateways);
        await _clock.WaitForTimerAsync(First);
        _server.Serve(Gateways);
        _clock.Advance(First);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.All(copy.Events.OfType<ReflectorEvent.Replaced>(), replaced => Assert.Single(replaced.Objects));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_refusal_is_said_once_keeps_what_is_known_and_ends_in_a_new_list(HttpStatusCode status)
    {
        await using var copy = await SyncedAsync();
        _server.Faults.Answer = _ => FakeAnswer.Of(status);
        _server.Faults.EndWatches();
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        Assert.Equal(UnavailableCause.Refused, copy.Events.OfType<ReflectorEvent.Unavailable>().Single().Cause);
        await BackoffAsync(First);
        await _clock.WaitForTimerAsync(First * 2);
        Assert.Single(copy.Objects);
        _server.Faults.Answer = null;
        _clock.Advance(First * 2);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Single(copy.Events.OfType<ReflectorEvent.Unavailable>());
    }

    [Fact]
    public async Task Delays_double_up_to_half_a_minute_and_the_outage_is_said_once()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.Answer = _ => FakeAnswer.Of(HttpStatusCode.InternalServerError);
        _server.Faults.EndWatches();
        foreach (var seconds in (double[])[0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 29, 29])
            await BackoffAsync(TimeSpan.FromSeconds(seconds));
        await _clock.WaitForTimerAsync(Limit);
        Assert.Equal(UnavailableCause.Unreachable, copy.Events.OfType<ReflectorEvent.Unavailable>().Single().Cause);
        _server.Faults.Answer = null;
        _clock.Advance(Limit);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Single(Lists());
    }

    [Fact]
    public async Task Two_healthy_minutes_forget_the_delays()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.DisconnectWatches();
        await BackoffAsync(First);
        await HearsAsync(copy, 1);
        _clock.Advance(TimeSpan.FromSeconds(121));
        _server.Faults.DisconnectWatches();
        await BackoffAsync(First);
        await HearsAsync(copy, 2);
        _server.Faults.DisconnectWatches();
        await BackoffAsync(First * 2);
        await HearsAsync(copy, 3);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.Answer = _ => FakeAnswer.Of(HttpStatusCode.TooManyRequests) with { RetryAfterSeconds = 17 };
        _server.Faults.EndWatches();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task A_cut_connection_goes_on_where_it_was()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.DisconnectWatches();
        _server.Delete(FakeKinds.ConfigMaps, "default", "one");
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
        _server.Faults.SendGarbage();
        await BackoffAsync(First);
        Put("three");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Single(Lists());
    }

    [Fact]
    public async Task A_line_that_stays_garbled_is_passed_by_a_new_list()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.SendGarbage();
        await BackoffAsync(First);
        await WatchingAsync(2);
        _server.Faults.SendGarbage();
        await BackoffAsync(First * 2);
        await copy.WaitForAsync<ReflectorEvent.Synced>(2);
        Assert.Equal(2, Lists().Count);
    }

    [Fact]
    public async Task An_error_in_the_stream_leads_to_a_new_list_after_a_delay()
    {
        await using var copy = await SyncedAsync();
        _server.Faults.FailWatches();
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Replaced>(2);
    }

    [Fact]
    public async Task A_half_open_socket_is_given_up_half_a_minute_after_the_watch_was_due()
    {
        await using var copy = await SyncedAsync();
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        _server.Faults.FreezeWatches();
        Put("three");
        var silence = (TimeSpan.FromMinutes(5) * (1 + Jitter)) + TimeSpan.FromSeconds(30);
        await _clock.WaitForTimerAsync(silence);
        _clock.Advance(silence);
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Equal(3, copy.Objects.Count);
    }

    [Fact]
    public async Task A_server_that_takes_requests_and_says_nothing_is_given_up_after_half_a_minute()
    {
        _server.Faults.Deaf = true;
        await using var copy = Follow();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(30));
        await copy.WaitForAsync<ReflectorEvent.Unavailable>();
        _server.Faults.Deaf = false;
        await BackoffAsync(First);
        await copy.WaitForAsync<ReflectorEvent.Synced>();
    }

    [Fact]
    public async Task An_idle_watch_is_no_error()
    {
        await using var copy = await SyncedAsync();
        _clock.Advance(TimeSpan.FromMinutes(9));
        Put("two");
        await copy.WaitForAsync<ReflectorEvent.Upserted>();
        Assert.Single(Watches());
    }

    [Fact]
    public async Task A_server_that_ends_every_watch_at_once_is_not_asked_without_pause()
    {
        await using var copy = await SyncedAsync();
        for (var watch = 1; watch < 3; watch++)
        {
            _server.Faults.EndWatches();
            await WatchingAsync(watch + 1);
        }

        _server.Faults.EndWatches();
        await BackoffAsync(First);
        await WatchingAsync(4);
    }

    [Fact]
    public async Task Selectors_and_namespace_are_the_servers_to_apply()
    {
        _server.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"labelled","labels":{"app":"a"}}}""");
        await using var copy = Follow(new ReflectorOptions { Namespace = "default", LabelSelector = "app in (a,b)", FieldSelector = "metadata.name!=other" });
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Assert.Equal(["default/labelled"], copy.Objects.Keys);
        await WatchingAsync(1);
        _server.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"labelled","labels":{"app":"c"}}}""");
        await copy.WaitForAsync<ReflectorEvent.Deleted>();
        Assert.All(_server.Requests, request => Assert.Equal("default", request.Namespace));
    }

    [Fact]
    public async Task Events_told_twice_do_no_harm()
    {
        _server.Faults.RepeatEvents = true;
        await using var copy = await SyncedAsync();
        Put("two");
        _server.Delete(FakeKinds.ConfigMaps, "default", "one");
        await copy.WaitForAsync<ReflectorEvent.Deleted>(2);
        Assert.Equal(["default/two"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_consumer_that_fails_stops_its_own_pipeline_with_its_own_exception()
    {
        await using var other = await SyncedAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in new Reflector(_api, FakeKinds.ConfigMaps, Options()).RunAsync(default))
                throw new InvalidOperationException("the consumer's own");
        });
        Assert.Equal("the consumer's own", failure.Message);
        Put("two");
        await other.WaitForAsync<ReflectorEvent.Upserted>();
    }

    private static ReflectorOptions Options(ReflectorOptions? options = null) => (options ?? new ReflectorOptions()) with { Jitter = () => Jitter, BackoffLimit = Limit, ProbeInterval = Probe };

    private ReflectorCopy Follow(ReflectorOptions? options = null) => new(_api, FakeKinds.ConfigMaps, Options(options));

    private async Task<ReflectorCopy> SyncedAsync()
    {
        var copy = Follow();
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        await WatchingAsync(1);
        return copy;
    }

    private void Put(string name) => _server.Put($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"{{{name}}}"},"data":{"a":"b"}}""");

    private void ServeGateways()
    {
        _server.Serve(Gateways);
        _server.Put("""{"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"namespace":"default","name":"edge"},"spec":{"servers":[]}}""");
    }

    private List<RecordedRequest> Lists() => [.. _server.Requests.Where(request => request.Verb == "list")];

    private List<RecordedRequest> Watches() => [.. _server.Requests.Where(request => request.Verb == "watch")];

    /// <summary>The n-th watch is open at the server.</summary>
    private Task WatchingAsync(int count) => Eventually.IsAsync(() => Watches().Count == count && _server.OpenWatches() == 1);

    /// <summary>The reflector has taken up its watch again.</summary>
    private async Task HearsAsync(ReflectorCopy copy, int count)
    {
        Put($"heard-{count}");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(count);
    }

    /// <summary>The reflector waits as long as that, which then passes.</summary>
    private async Task BackoffAsync(TimeSpan delay)
    {
        await _clock.WaitForTimerAsync(delay).WaitAsync(TimeSpan.FromSeconds(60));
        _clock.Advance(delay);
    }
}
