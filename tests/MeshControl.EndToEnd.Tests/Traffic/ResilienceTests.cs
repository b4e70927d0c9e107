using System.Diagnostics;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>What a client sees of slow, failing and missing servers.</summary>
[Collection(ShopCollection.Name)]
public sealed class ResilienceTests(ShopMesh fixture)
{
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;

    [NetworkFact]
    public async Task A_route_that_takes_longer_than_its_timeout_ends_with_504()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(504, (await _client.GetAsync("http://server/timeout?delay=10000")).Status);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.49), TimeSpan.FromSeconds(4));
        Assert.Equal(200, (await _client.GetAsync("http://server/timeout?delay=50")).Status);
    }

    [NetworkFact]
    public async Task Two_failures_are_retried_and_the_client_sees_the_success()
    {
        var answer = await _client.GetAsync("http://server/retry?fail=2&key=retried");
        Assert.Equal(200, answer.Status);
        Assert.Equal("3", answer.Echo.Headers["x-envoy-attempt-count"]);
    }

    [NetworkFact]
    public async Task More_failures_than_retries_reach_the_client()
    {
        Assert.Equal(503, (await _client.GetAsync("http://server/retry?fail=9&key=given-up")).Status);
        Assert.Equal(4, fixture.Mesh["server-v1-0"].Received.Count(request => request.Target.Contains("given-up", StringComparison.Ordinal)));
    }

    [NetworkFact]
    public async Task A_failure_is_retried_by_default_only_where_that_is_safe()
    {
        Assert.Equal(503, (await _client.GetAsync("http://server/?status=503")).Status);
        Assert.Equal(1, fixture.Mesh["server-v1-0"].Received.Count(request => request.Target == "/?status=503"));
    }

    [NetworkFact]
    public async Task No_retries_means_one_attempt()
    {
        Assert.Equal(503, (await _client.GetAsync("http://server/no-retry?fail=1&key=once")).Status);
        Assert.Equal(200, (await _client.GetAsync("http://server/no-retry?fail=1&key=once")).Status);
    }

    [NetworkTheory]
    [InlineData("/empty")]
    [InlineData("/unknown-subset")]
    public async Task A_subset_without_endpoints_is_a_503_and_its_neighbours_serve(string path)
    {
        Assert.Equal(503, (await _client.GetAsync($"http://server{path}")).Status);
        Assert.Equal(200, (await _client.GetAsync("http://server/")).Status);
    }

    [NetworkFact]
    public async Task Requests_beyond_the_connection_pool_are_turned_away_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.GetAsync("http://narrow/?delay=700")));
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal((503, "true"), (answer.Status, answer.Headers.GetValueOrDefault("x-envoy-overloaded"))));
        Assert.InRange(answers.Count(answer => answer.Status == 503), 4, 7);
    }

    [NetworkFact]
    public async Task A_pod_that_keeps_failing_is_left_out()
    {
        // Round robin: each pod gets every second request until one is ejected.
        for (var i = 0; i < 8; i++)
        {
            await _client.GetAsync("http://flaky/?status=500&on=server-v2-0");
        }

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal((200, "server-v1-0"), Seen(await _client.GetAsync("http://flaky/?status=500&on=server-v2-0")));
        }
    }

    private static (int, string) Seen(PodAnswer answer) => (answer.Status, answer.Pod);
}
