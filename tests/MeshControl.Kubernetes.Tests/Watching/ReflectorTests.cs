using MeshControl.Kubernetes.Watching;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Watching;

/// <summary>Lists, watches and versions: the reflector where all is well, or forgotten.</summary>
public sealed class ReflectorTests : ReflectorFixture
{
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
        Server.Faults.ExpireWatches();
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
        Server.Faults.EndWatches();
        Put("three");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(2);
        Assert.Single(Lists());
        Assert.Equal(["default/one", "default/three", "default/two"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_on_so_that_forgotten_history_does_no_harm()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.Compact();
        Server.Faults.SendBookmarks();
        Server.Faults.EndWatches();
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
        Server.Faults.ExpireWatches();
        await copy.WaitForAsync<ReflectorEvent.Replaced>(2);
        Assert.Equal(2, copy.Objects.Count);
    }

    [Fact]
    public async Task An_expired_version_at_the_start_of_a_watch_leads_to_a_new_list_and_finds_what_was_deleted()
    {
        await using var copy = await SyncedAsync();
        Server.Faults.Compact();
        Server.Delete(FakeKinds.ConfigMaps, "default", "one");
        await copy.WaitForAsync<ReflectorEvent.Deleted>();
        Put("two");
        Server.Faults.Compact();
        Server.Faults.DisconnectWatches();
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
        Server.Faults.Answer = request =>
        {
            if (request.Query.Contains("continue=", StringComparison.Ordinal) && Interlocked.Increment(ref second) == 1)
                Server.Faults.ForgetPages();
            return null;
        };
        await using var copy = Follow(new ReflectorOptions { PageSize = 2 });
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Assert.Equal(6, Assert.IsType<ReflectorEvent.Replaced>(copy.Events[0]).Objects.Length);
        Assert.DoesNotContain("resourceVersion", Lists()[2].Query);
    }

    [Fact]
    public async Task An_idle_watch_is_no_error()
    {
        await using var copy = await SyncedAsync();
        Clock.Advance(TimeSpan.FromMinutes(9));
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
            Server.Faults.EndWatches();
            await WatchingAsync(watch + 1);
        }

        Server.Faults.EndWatches();
        await BackoffAsync(First);
        await WatchingAsync(4);
    }

    [Fact]
    public async Task Selectors_and_namespace_are_the_servers_to_apply()
    {
        Server.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"labelled","labels":{"app":"a"}}}""");
        await using var copy = Follow(new ReflectorOptions { Namespace = "default", LabelSelector = "app in (a,b)", FieldSelector = "metadata.name!=other" });
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        Assert.Equal(["default/labelled"], copy.Objects.Keys);
        await WatchingAsync(1);
        Server.Put("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"labelled","labels":{"app":"c"}}}""");
        await copy.WaitForAsync<ReflectorEvent.Deleted>();
        Assert.All(Server.Requests, request => Assert.Equal("default", request.Namespace));
    }

    [Fact]
    public async Task Events_told_twice_do_no_harm()
    {
        Server.Faults.RepeatEvents = true;
        await using var copy = await SyncedAsync();
        Put("two");
        Server.Delete(FakeKinds.ConfigMaps, "default", "one");
        await copy.WaitForAsync<ReflectorEvent.Deleted>(2);
        Assert.Equal(["default/two"], copy.Objects.Keys);
    }

    [Fact]
    public async Task A_consumer_that_fails_stops_its_own_pipeline_with_its_own_exception()
    {
        await using var other = await SyncedAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in new Reflector(Api, FakeKinds.ConfigMaps, Options()).RunAsync(default))
                throw new InvalidOperationException("the consumer's own");
        });
        Assert.Equal("the consumer's own", failure.Message);
        Put("two");
        await other.WaitForAsync<ReflectorEvent.Upserted>();
    }
}
