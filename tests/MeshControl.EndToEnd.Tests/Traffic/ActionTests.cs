using System.Diagnostics;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>What routes do besides choosing a destination.</summary>
[Collection(ShopCollection.Name)]
public sealed class ActionTests(ShopMesh fixture)
{
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;

    [NetworkFact]
    public async Task An_injected_abort_answers_instead_of_the_server() =>
        Assert.Equal((418, "fault filter abort"), Seen(await _client.GetAsync("http://server/abort")));

    [NetworkFact]
    public async Task An_injected_abort_of_30_percent_hits_as_many()
    {
        const int Total = 300;
        var hits = 0;
        for (var i = 0; i < Total; i++)
        {
            hits += (await _client.GetAsync("http://server/sometimes")).Status == 418 ? 1 : 0;
        }

        Share.Agrees(hits, Total, 0.3);
    }

    [NetworkFact]
    public async Task An_injected_delay_comes_before_the_answer()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(200, (await _client.GetAsync("http://server/delay")).Status);
        // Envoy counts whole milliseconds of its own clock, so it may be a hair early by ours.
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.39), TimeSpan.FromSeconds(4));
    }

    [NetworkFact]
    public async Task Mirrors_get_a_copy_and_the_client_gets_the_answer_of_the_route()
    {
        Assert.Equal("server-v1-0", (await _client.GetAsync("http://server/mirror/this")).Pod);
        foreach (var mirror in (string[])["server-v2-0", "legacy-0"])
        {
            await Eventually.HoldsAsync($"a copy at {mirror}", () => fixture.Mesh[mirror].Received.Any(request => request.Target == "/mirror/this"));
            // The host stays as it is, so that the mirror's own routes match.
            Assert.Equal("server", fixture.Mesh[mirror].Received.First(request => request.Target == "/mirror/this").Host);
        }
    }

    [NetworkFact]
    public async Task A_redirect_names_another_place()
    {
        var answer = await _client.GetAsync("http://server/redirect/this");
        Assert.Equal((302, "http://other.example/elsewhere"), (answer.Status, answer.Headers["location"]));
    }

    [NetworkFact]
    public async Task A_rewrite_changes_path_and_host_for_the_server()
    {
        var echo = (await _client.GetAsync("http://server/rewrite/item?id=1")).Echo;
        Assert.Equal(("new.example", "/new/item?id=1"), (echo.Host, echo.Target));
    }

    [NetworkFact]
    public async Task A_rewrite_by_regular_expression_moves_parts_of_the_path() =>
        Assert.Equal("/b/a?id=1", (await _client.GetAsync("http://server/regex-rewrite/a/b?id=1")).Echo.Target);

    [NetworkFact]
    public async Task Headers_are_set_added_and_removed_by_route_and_destination()
    {
        var answer = await _client.GetAsync("http://server/headers?reply-header=x-app-version", ("x-set", "client"), ("x-secret", "1"));
        Assert.Equal("route", answer.Echo.Headers["x-set"]);
        Assert.Equal(["destination", "route"], answer.Echo.Headers["x-added"].Split(',', StringSplitOptions.TrimEntries).Order());
        Assert.DoesNotContain("x-secret", answer.Echo.Headers);
        Assert.Equal(("route", "one"), (answer.Headers["x-answer"], answer.Headers["x-version"]));
        Assert.DoesNotContain("x-app-version", answer.Headers);
    }

    [NetworkFact]
    public async Task A_direct_response_needs_no_server() =>
        Assert.Equal((299, "straight from the proxy"), Seen(await _client.GetAsync("http://server/direct")));

    [NetworkFact]
    public async Task A_preflight_is_answered_by_the_proxy_for_allowed_origins()
    {
        var answer = await PreflightAsync("https://shop.example");
        Assert.Equal(200, answer.Status);
        Assert.Equal(("https://shop.example", "GET,PUT", "x-user", "86400"), (answer.Headers["access-control-allow-origin"],
            answer.Headers["access-control-allow-methods"], answer.Headers["access-control-allow-headers"], answer.Headers["access-control-max-age"]));
    }

    [NetworkFact]
    public async Task A_preflight_of_another_origin_gets_no_permission() =>
        Assert.DoesNotContain("access-control-allow-origin", (await PreflightAsync("https://evil.example")).Headers);

    private Task<PodAnswer> PreflightAsync(string origin) =>
        _client.SendAsync(HttpMethod.Options, "http://server/cors", ("origin", origin), ("access-control-request-method", "PUT"));

    private static (int, string) Seen(PodAnswer answer) => (answer.Status, answer.Body);
}
