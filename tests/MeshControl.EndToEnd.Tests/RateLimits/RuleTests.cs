using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>What rules count and by what, the same for limits of one proxy (local) and of all (global). Requests go to one replica.</summary>
[Collection(LimitsCollection.Name)]
public sealed class RuleTests(LimitsMesh fixture)
{
    private readonly TestMesh _mesh = fixture.Mesh;

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Each_value_of_a_header_has_a_limit_of_its_own(string scope)
    {
        var url = $"http://first/{scope}-header";
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url, ("x-user", "ada")));
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url, ("x-user", "bob")));
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Each_value_of_a_cookie_has_a_limit_of_its_own(string scope)
    {
        var url = $"http://first/{scope}-cookie";
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url, ("cookie", "theme=dark; session=1")));
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url, ("cookie", "session=2")));
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url, ("cookie", "theme=dark")));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Each_identity_has_a_limit_of_its_own(string scope)
    {
        var url = $"http://first/{scope}-caller";
        Assert.Equal("200 200 429", await Client.StatusesAsync(3, url));
        Assert.Equal("200 200 429", await Batch.StatusesAsync(3, url));
        Assert.Equal("200 200 429", await _mesh.Outside.StatusesAsync(3, $"http://10.244.0.11:8080/{scope}-caller", ("host", "first")));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Each_path_has_a_limit_of_its_own(string scope)
    {
        Assert.Equal("200 429", await Client.StatusesAsync(2, $"http://first/{scope}-path/1"));
        Assert.Equal("429", await Client.StatusesAsync(1, $"http://first/{scope}-path/1?again=1"));
        Assert.Equal("200 429", await Client.StatusesAsync(2, $"http://first/{scope}-path/2"));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Only_requests_of_the_method_are_counted(string scope)
    {
        var url = $"http://first/{scope}-method";
        Assert.Equal("200 200 200", await Client.StatusesAsync(3, url));
        Assert.Equal(200, (await Client.SendAsync(HttpMethod.Post, url)).Status);
        Assert.Equal(429, (await Client.SendAsync(HttpMethod.Post, url)).Status);
        Assert.Equal("200", await Client.StatusesAsync(1, url));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Only_requests_with_the_header_are_counted(string scope)
    {
        var url = $"http://first/{scope}-tier";
        Assert.Equal("200 429", await Client.StatusesAsync(2, url, ("x-tier", "free")));
        Assert.Equal("200 200", await Client.StatusesAsync(2, url, ("x-tier", "paid")));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Only_requests_without_the_cookie_are_counted(string scope)
    {
        var url = $"http://first/{scope}-consent";
        Assert.Equal("200 200", await Client.StatusesAsync(2, url, ("cookie", "consent=yes")));
        Assert.Equal("200 429", await Client.StatusesAsync(2, url, ("cookie", "other=1")));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Only_requests_of_the_source_are_counted(string scope)
    {
        var url = $"http://first/{scope}-source";
        Assert.Equal("200 200", await Client.StatusesAsync(2, url));
        Assert.Equal("200 429", await Batch.StatusesAsync(2, url));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task Only_requests_from_the_addresses_are_counted(string scope)
    {
        var url = $"http://first/{scope}-address";
        Assert.Equal("200 200", await Client.StatusesAsync(2, url));
        Assert.Equal("200 429", await Batch.StatusesAsync(2, url));
    }

    [NetworkTheory]
    [InlineData("local")]
    [InlineData("global")]
    public async Task A_shadow_limit_refuses_nothing_and_is_measured(string scope)
    {
        Assert.Equal("200 200 200", await Client.StatusesAsync(3, $"http://first/{scope}-shadow"));
        if (scope == "local")
        {
            Assert.Equal(2, await _mesh["server-0"].Envoy.StatAsync("default.alone.shadow.http_local_rate_limit.rate_limited"));
        }
        else
        {
            Assert.Contains("""meshcontrol_rate_limit_decisions{decision="shadow_refused",policy="default/together",rule="watched"} 2""", await _mesh.Server.GetAsync("/metrics"), StringComparison.Ordinal);
        }
    }

    private PodClient Client => _mesh["client-0"].Client;

    private PodClient Batch => _mesh["batch-0"].Client;
}
