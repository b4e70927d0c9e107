using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Leasing;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Kubernetes.Tests.Leasing;

/// <summary>One of several replicas leads: who, for how long, and what happens when it cannot go on.</summary>
public sealed class LeaseElectorTests : IAsyncLifetime
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan Other = TimeSpan.FromSeconds(6.3);

    private readonly FakeClock _clock = new();
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _api = _server.Connect(_clock);
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_first_to_come_leads_and_says_so_in_the_lease()
    {
        await using var a = new Replica(_api, "a");
        await a.LeadsAsync();
        var spec = _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!;
        Assert.Equal(("a", 30, 0), (spec["holderIdentity"]!.GetValue<string>(), spec["leaseDurationSeconds"]!.GetValue<int>(), spec["leaseTransitions"]!.GetValue<int>()));
        Assert.Equal("2026-01-01T00:00:00.000000Z", spec["renewTime"]!.GetValue<string>());
        Assert.True(a.Elector.IsLeader);
    }

    [Fact]
    public async Task A_second_waits_while_the_first_renews()
    {
        await using var a = new Replica(_api, "a");
        await a.LeadsAsync();
        await using var b = new Replica(_api, "b", Other);
        // Each is waited for before the time goes on to the next one's turn.
        var (dueA, dueB) = (Retry, Other);
        for (var turn = 0; turn < 12; turn++)
        {
            await Task.WhenAll(_clock.WaitForTimerAsync(dueA), _clock.WaitForTimerAsync(dueB)).WaitAsync(TimeSpan.FromSeconds(60));
            var step = dueA < dueB ? dueA : dueB;
            _clock.Advance(step);
            (dueA, dueB) = (dueA == step ? Retry : dueA - step, dueB == step ? Other : dueB - step);
        }

        Assert.True(a.Elector.IsLeader);
        Assert.False(b.Elector.IsLeader);
        Assert.Equal("a", b.Elector.Holder);
    }

    [Fact]
    public async Task A_leader_that_shuts_down_gives_the_lease_back_at_once()
    {
        var a = new Replica(_api, "a");
        await a.LeadsAsync();
        await a.DisposeAsync();
        Assert.True(a.WasCancelled);
        Assert.Equal("", _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!["holderIdentity"]!.GetValue<string>());
        await using var b = new Replica(_api, "b");
        await b.LeadsAsync();
        Assert.Equal(1, _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!["leaseTransitions"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_leader_that_vanished_is_replaced_when_its_lease_has_run_out()
    {
        _server.Put("""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"namespace":"mesh","name":"writer"},"spec":{"holderIdentity":"gone","leaseDurationSeconds":30,"renewTime":"2020-01-01T00:00:00.000000Z","leaseTransitions":4}}""");
        await using var b = new Replica(_api, "b");
        // Its clock may be anything: what counts is that nobody has renewed for 30 s here.
        for (var passed = Retry; passed < TimeSpan.FromSeconds(30); passed += Retry)
        {
            await PassAsync();
            Assert.False(b.Elector.IsLeader);
        }

        await PassAsync();
        await b.LeadsAsync();
        Assert.Equal(5, _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!["leaseTransitions"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_leader_that_cannot_renew_stops_before_another_may_start()
    {
        await using var a = new Replica(_api, "a");
        await a.LeadsAsync();
        _server.Faults.Answer = request => request.Verb == "update" ? FakeAnswer.Of(System.Net.HttpStatusCode.InternalServerError) : null;
        await PassAsync();
        Assert.False(a.WasCancelled);
        await PassAsync();
        // Of the 15 s one is left, after which it tries a last time.
        await PassAsync(TimeSpan.FromSeconds(1));
        await a.StoppedAsync();
        Assert.True(a.WasCancelled);
    }

    [Fact]
    public async Task A_leader_whose_lease_another_has_taken_stops_at_once()
    {
        await using var a = new Replica(_api, "a");
        await a.LeadsAsync();
        var lease = _server.Get(FakeKinds.Leases, "mesh", "writer")!;
        lease["spec"]!["holderIdentity"] = "thief";
        _server.Put(FakeKinds.Leases, lease);
        await PassAsync();
        await a.StoppedAsync();
        Assert.True(a.WasCancelled);
        Assert.Equal("thief", _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!["holderIdentity"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_that_come_at_once_one_leads()
    {
        var replicas = Enumerable.Range(0, 6).Select(i => new Replica(_api, $"r{i}")).ToList();
        await Eventually.IsAsync(() => replicas.Exists(replica => replica.Elector.IsLeader));
        await Eventually.IsAsync(() => _server.Requests.Count(request => request.Verb == "get") >= replicas.Count);
        Assert.Single(replicas, replica => replica.Elector.IsLeader);
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    [Fact]
    public async Task Work_that_fails_gives_the_lease_back_and_tells_why()
    {
        var elector = new LeaseElector(_api, Replica.Options("a"));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => elector.RunAsync(_ => throw new InvalidOperationException("broken"), default));
        Assert.Equal("broken", failure.Message);
        Assert.Equal("", _server.Get(FakeKinds.Leases, "mesh", "writer")!["spec"]!["holderIdentity"]!.GetValue<string>());
    }

    private Task PassAsync() => PassAsync(Retry);

    private async Task PassAsync(TimeSpan time)
    {
        await _clock.WaitForTimerAsync(time).WaitAsync(TimeSpan.FromSeconds(60));
        _clock.Advance(time);
    }
}
