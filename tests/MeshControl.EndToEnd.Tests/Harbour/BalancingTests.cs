using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Harbour;

/// <summary>Which endpoint gets a request: localities, cookies.</summary>
[Collection(HarbourCollection.Name)]
public sealed class BalancingTests(HarbourMesh fixture)
{
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;

    [NetworkFact]
    public async Task Requests_stay_in_the_region_until_its_endpoints_fail_and_go_to_the_named_one_then()
    {
        Assert.Equal(["near-0"], await PodsAsync("http://failover/", 20));
        // Two failures in a row eject the near pod; the far one does not fail.
        await Eventually.GetAsync("an ejected pod", async () => (await _client.GetAsync("http://failover/?status=503&on=near-0")).Pod, static pod => pod == "far-0");
        Assert.Equal(["far-0"], await PodsAsync("http://failover/", 20));
    }

    [NetworkFact]
    public async Task A_distribution_shares_requests_among_regions()
    {
        var far = await Share.OfAsync(400, async () => (await _client.GetAsync("http://distributed/")).Pod == "far-0");
        Assert.InRange(far, 0.65, 0.85);
    }

    [NetworkFact]
    public async Task A_cookie_that_the_proxy_sets_keeps_a_client_at_its_pod()
    {
        var first = await _client.GetAsync("http://cookie/");
        var cookie = first.Headers["set-cookie"].Split(';')[0];
        Assert.StartsWith("berth=", cookie, StringComparison.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(first.Pod, (await _client.GetAsync("http://cookie/", ("cookie", cookie))).Pod);
        }
    }

    [NetworkFact]
    public async Task The_settings_of_a_port_stand_over_those_of_the_host()
    {
        // By the host's own rule one user would see both pods.
        var first = (await _client.GetAsync("http://levels/", ("x-user", "ann"))).Pod;
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(first, (await _client.GetAsync("http://levels/", ("x-user", "ann"))).Pod);
        }
    }

    private async Task<string[]> PodsAsync(string url, int count)
    {
        var pods = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            pods.Add((await _client.GetAsync(url)).Pod);
        }

        return [.. pods];
    }
}
