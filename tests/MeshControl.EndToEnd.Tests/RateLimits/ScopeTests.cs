using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>Who counts, what a refusal looks like, and what happens when policies or the service change.</summary>
[Collection(LimitsCollection.Name)]
public sealed class ScopeTests(LimitsMesh fixture)
{
    private const string Gateway = "http://10.244.0.2:8080";
    private readonly TestMesh _mesh = fixture.Mesh;

    private PodClient Client => _mesh["client-0"].Client;

    [NetworkFact]
    public async Task A_local_limit_is_counted_by_each_proxy_for_itself()
    {
        Assert.Equal("200 200 200 429", await Client.StatusesAsync(4, "http://first/local"));
        Assert.Equal("200 200 200 429", await Client.StatusesAsync(4, "http://second/local"));
    }

    [NetworkFact]
    public async Task A_global_limit_is_counted_over_all_proxies()
    {
        Assert.Equal("200 200", await Client.StatusesAsync(2, "http://first/global"));
        Assert.Equal("200 429", await Client.StatusesAsync(2, "http://second/global"));
        Assert.Equal("429", await Client.StatusesAsync(1, "http://first/global"));
    }

    [NetworkFact]
    public async Task A_route_of_a_gateway_has_a_limit()
    {
        Assert.Equal("200 200 429", await _mesh.Outside.StatusesAsync(3, $"{Gateway}/checkout", ("host", "shop.example")));
        Assert.Equal("200 200 200", await _mesh.Outside.StatusesAsync(3, $"{Gateway}/browse", ("host", "shop.example")));
        Assert.Equal("429", await _mesh.Outside.StatusesAsync(1, $"{Gateway}/checkout/2", ("host", "shop.example")));
    }

    [NetworkFact]
    public async Task A_refusal_is_worded_as_the_policy_says()
    {
        var let = await Client.GetAsync("http://first/worded");
        Assert.Equal((200, false), (let.Status, let.Headers.ContainsKey("x-limited-by")));
        var refused = await Client.GetAsync("http://first/worded");
        Assert.Equal((503, "worded", "0"), (refused.Status, refused.Headers["x-limited-by"], refused.Headers["x-ratelimit-remaining"]));
    }

    [NetworkFact]
    public async Task Answers_tell_how_much_is_left_of_a_quota()
    {
        var first = await Client.GetAsync("http://first/global-quota");
        Assert.Equal((200, "2"), (first.Status, first.Headers["x-ratelimit-remaining"]));
        Assert.StartsWith("3, 3;w=2592000", first.Headers["x-ratelimit-limit"], StringComparison.Ordinal);
        Assert.InRange(long.Parse(first.Headers["x-ratelimit-reset"]), 0, 31 * 24 * 3600);
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, "http://second/global-quota"));
    }

    [NetworkFact]
    public async Task A_rate_lets_requests_through_again_as_time_passes()
    {
        Assert.Contains("429", await Client.StatusesAsync(10, "http://first/global-second"), StringComparison.Ordinal);
        await Eventually.GetAsync("a token", () => Client.StatusesAsync(1, "http://first/global-second"), static status => status == "200");
    }

    [NetworkFact]
    public async Task What_a_rate_refuses_does_not_use_up_the_quota()
    {
        var passed = 0;
        await Eventually.GetAsync("three requests of the quota", async () => passed += await Client.StatusesAsync(1, "http://first/global-both") == "200" ? 1 : 0, static sum => sum == 3);
        var refused = await Eventually.GetAsync("the quota's refusal", () => Client.GetAsync("http://first/global-both"), static answer => answer.Headers["x-ratelimit-limit"].StartsWith("3,", StringComparison.Ordinal));
        Assert.Equal(429, refused.Status);
    }

    [NetworkFact]
    public async Task New_connections_of_a_tcp_port_are_limited()
    {
        for (var i = 0; i < 2; i++)
        {
            using var client = _mesh["client-0"].NewClient();
            Assert.Equal("server-0", (await client.GetAsync("http://raw:9000/")).Pod);
        }

        using var third = _mesh["client-0"].NewClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => third.GetAsync("http://raw:9000/"));
    }

    [NetworkFact]
    public async Task An_edited_limit_takes_effect_under_load()
    {
        Assert.Equal("200 429", await Client.StatusesAsync(2, "http://first/edited"));
        var before = "  - name: edited\n    match:\n      paths:\n      - exact: /edited\n    limit:\n      requests: 1\n";
        _mesh.Edit("limits.yaml", before, before.Replace("requests: 1", "requests: 100000", StringComparison.Ordinal));
        await Eventually.GetAsync("the new limit", () => Client.StatusesAsync(20, "http://first/edited"), static statuses => !statuses.Contains("429", StringComparison.Ordinal));
        _mesh.Edit("limits.yaml", before.Replace("requests: 1", "requests: 100000", StringComparison.Ordinal), before.Replace("requests: 1", "requests: 2", StringComparison.Ordinal));
        await Eventually.GetAsync("the next limit", () => Client.StatusesAsync(1, "http://first/edited"), static status => status == "429");
        _mesh.Restore();
    }

    [NetworkFact]
    public async Task While_the_service_is_down_requests_go_the_way_the_policy_says()
    {
        Assert.Equal("200", await Client.StatusesAsync(1, "http://first/strict"));
        await _mesh.Server.KillAsync();
        try
        {
            Assert.Equal("200 200 200", await Client.StatusesAsync(3, "http://first/trusting"));
            Assert.Equal("500 500", await Client.StatusesAsync(2, "http://first/strict"));
            Assert.Equal("200", await Client.StatusesAsync(1, "http://first/elsewhere"));
        }
        finally
        {
            await _mesh.Server.StartAsync();
        }

        await Eventually.GetAsync("the service", () => Client.StatusesAsync(1, "http://first/strict"), static status => status == "200");
    }

    [NetworkFact]
    public async Task No_proxy_refused_anything() => Assert.All(await _mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));
}
