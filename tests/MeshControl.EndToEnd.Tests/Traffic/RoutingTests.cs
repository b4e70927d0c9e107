using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>Which version a request of the client reaches.</summary>
[Collection(ShopCollection.Name)]
public sealed class RoutingTests(ShopMesh fixture)
{
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;

    [NetworkFact]
    public async Task Weights_share_the_requests()
    {
        const int Total = 400;
        var second = 0;
        for (var i = 0; i < Total; i++)
        {
            second += (await _client.GetAsync("http://server/weighted")).Pod == "server-v2-0" ? 1 : 0;
        }

        Share.Agrees(second, Total, 0.2);
    }

    [NetworkTheory]
    [InlineData("x-user", "dev", "server-v2-0")]
    [InlineData("x-user", "developer", "server-v1-0")]
    [InlineData("cookie", "lang=en;group=beta", "server-v2-0")]
    [InlineData("cookie", "group=beta-2", "server-v1-0")]
    [InlineData("x-build", "2.7", "server-v2-0")]
    [InlineData("x-build", "1.2.", "server-v1-0")]
    [InlineData("x-other", "dev", "server-v1-0")]
    public async Task A_header_chooses_the_version(string name, string value, string pod) =>
        Assert.Equal(pod, (await _client.GetAsync("http://server/match", (name, value))).Pod);

    [NetworkTheory]
    [InlineData("GET", "/match?version=v2", "server-v2-0")]
    [InlineData("GET", "/match?version=v22", "server-v1-0")]
    [InlineData("PUT", "/match", "server-v2-0")]
    [InlineData("POST", "/match", "server-v1-0")]
    [InlineData("GET", "/mAtCh/AnyCase", "server-v2-0")]
    [InlineData("GET", "/match/42/items", "server-v2-0")]
    [InlineData("GET", "/match/42/items/7", "server-v1-0")]
    [InlineData("GET", "/match/x/items", "server-v1-0")]
    public async Task Method_query_and_path_choose_the_version(string method, string target, string pod) =>
        Assert.Equal(pod, (await _client.SendAsync(new HttpMethod(method), $"http://server{target}")).Pod);

    [NetworkFact]
    public async Task A_header_that_must_be_absent_chooses_the_version()
    {
        Assert.Equal("server-v2-0", (await _client.GetAsync("http://server/without")).Pod);
        Assert.Equal("server-v1-0", (await _client.GetAsync("http://server/without", ("x-old", "1"))).Pod);
    }

    [NetworkFact]
    public async Task Rules_for_other_sources_are_not_this_clients() =>
        Assert.Equal("server-v2-0", (await _client.GetAsync("http://server/source")).Pod);

    [NetworkTheory]
    [InlineData("server")]
    [InlineData("server.default")]
    [InlineData("server.default.svc.cluster.local")]
    public async Task A_service_is_known_by_its_short_and_long_names(string host) =>
        Assert.Equal("server-v2-0", (await _client.GetAsync($"http://{host}/match", ("x-user", "dev"))).Pod);

    [NetworkFact]
    public async Task Requests_of_one_user_stay_at_one_pod_where_the_rule_hashes_the_user()
    {
        var pods = new HashSet<string>(StringComparer.Ordinal);
        foreach (var user in (string[])["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "mallory", "olivia"])
        {
            var pod = (await _client.GetAsync("http://sticky/", ("x-user", user))).Pod;
            pods.Add(pod);
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(pod, (await _client.GetAsync("http://sticky/", ("x-user", user))).Pod);
            }
        }

        Assert.Equal(2, pods.Count);
    }

    [NetworkFact]
    public async Task A_tcp_service_is_a_pipe()
    {
        var answer = await _client.GetAsync("http://raw:9000/through");
        Assert.Equal("server-v1-0", answer.Pod);
        // No proxy looked into it.
        Assert.DoesNotContain("x-request-id", answer.Echo.Headers);
        Assert.DoesNotContain("x-envoy-upstream-service-time", answer.Headers);
    }

    [NetworkFact]
    public async Task An_address_outside_the_mesh_is_passed_through() =>
        Assert.Equal("legacy-0", (await _client.GetAsync("http://10.244.0.13:8080/")).Pod);

    [NetworkFact]
    public async Task A_pods_own_address_reaches_its_app_through_its_proxy() =>
        Assert.Equal("client-0", (await _client.GetAsync("http://10.244.0.10:8080/")).Pod);

    [NetworkFact]
    public async Task A_host_outside_the_mesh_is_known_by_its_entry()
    {
        var answer = await _client.GetAsync("http://10.97.0.1/", ("host", "outside.example"));
        Assert.Equal(("legacy-0", "outside.example"), (answer.Pod, answer.Echo.Host));
    }

    [NetworkFact]
    public async Task An_entry_of_the_mesh_chooses_its_pods_by_label_and_they_see_the_client()
    {
        var answer = await _client.GetAsync("http://10.97.0.2/", ("host", "chosen.example"));
        Assert.Equal("server-v2-0", answer.Pod);
        Assert.Contains("sa/client", answer.Echo.Headers["x-forwarded-client-cert"], StringComparison.Ordinal);
    }

    [NetworkTheory]
    [InlineData("10.244.0.11", "server-v1-0")]
    [InlineData("10.244.0.12", "server-v2-0")]
    public async Task A_headless_service_is_reached_at_the_pod_that_the_client_chose(string address, string pod)
    {
        var answer = await _client.GetAsync($"http://{address}:8080/", ("host", "headless:8080"));
        Assert.Equal(pod, answer.Pod);
        Assert.Contains("sa/client", answer.Echo.Headers["x-forwarded-client-cert"], StringComparison.Ordinal);
    }
}
