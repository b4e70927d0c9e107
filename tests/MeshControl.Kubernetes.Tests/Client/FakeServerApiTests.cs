using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Kubernetes.Tests.Client;

/// <summary>The calls against the fake server, and what only it can be told to do.</summary>
public sealed class FakeServerApiTests : ApiTests, IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;

    protected override KubeApi Api => _api;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _api = _server.Connect();
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_fake_server_answers(string @case) => RunAsync(@case);

    [Fact]
    public async Task A_token_belongs_to_somebody_and_is_meant_for_an_audience()
    {
        _server.Tokens["t"] = new FakeUser("system:serviceaccount:shop:cart", ["system:serviceaccounts"], ["istio-ca"]);
        var review = await _api.ReviewTokenAsync("t", ["istio-ca", "other"], default);
        Assert.Equal("system:serviceaccount:shop:cart", review.Username);
        Assert.Equal("istio-ca", Assert.Single(review.Audiences));
        Assert.False((await _api.ReviewTokenAsync("t", ["somebody-else"], default)).Authenticated);
    }

    [Fact]
    public async Task An_answer_in_another_language_is_quoted_in_short()
    {
        using var api = new KubeApi(KubeConnection.WithToken(new Uri(_server.Address, "/not-an-api")));
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => api.ListAsync(FakeKinds.Pods, ListOptions.All, default));
        Assert.Equal(404, failure.Status);
        Assert.StartsWith("GET /api/v1/pods: ", failure.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using var api = new KubeApi(KubeConnection.WithToken(new Uri("http://127.0.0.1:1")));
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => api.GetVersionAsync(default));
        Assert.True(failure.IsUnreachable);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_half_a_minute()
    {
        _server.Faults.Deaf = true;
        var clock = new FakeClock();
        using var api = _server.Connect(clock);
        var asked = api.GetVersionAsync(default);
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Timeout", (await Assert.ThrowsAsync<KubeApiException>(() => asked)).Reason);
    }

    [Fact]
    public async Task Cancelling_is_not_a_failure_of_the_server()
    {
        _server.Faults.Deaf = true;
        using var stop = new CancellationTokenSource();
        var asked = _api.GetVersionAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task What_was_asked_of_the_server_can_be_compared_with_a_role()
    {
        _server.Allowed = request => request is { Verb: "get" or "list" or "watch", Resource: "pods" };
        await _api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _api.ListAsync(FakeKinds.Secrets, new ListOptions { Namespace = "shop" }, default));
        Assert.True(refused.IsRefused);
        Assert.False((await _api.SelfCheckAsync(new AccessCheck("list", FakeKinds.Secrets), default)).Allowed);
        Assert.Equal([("list", "pods", ""), ("list", "secrets", "shop"), ("create", "selfsubjectaccessreviews", "")], _server.Requests.Select(r => (r.Verb, r.Resource, r.Namespace)));
    }
}
