using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Harbour;

/// <summary>What a pod can reach: REGISTRY_ONLY, Sidecar scopes, exportTo, ServiceEntries.</summary>
[Collection(HarbourCollection.Name)]
public sealed class ScopeTests(HarbourMesh fixture)
{
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;
    private readonly PodClient _islander = fixture.Mesh["islander-0"].Client;

    [NetworkFact]
    public async Task A_host_that_nobody_declared_is_a_bad_gateway_where_only_the_registry_counts() =>
        Assert.Equal(502, (await _client.GetAsync("http://10.96.0.10/", ("host", "nobody.example"))).Status);

    [NetworkFact]
    public async Task A_port_that_nobody_declared_closes()
    {
        await using var stream = await _client.ConnectAsync("10.244.0.22", 7001);
        Assert.Equal(0, await EndAsync(stream));
    }

    [NetworkFact]
    public async Task A_declared_host_outside_the_mesh_is_reached_at_its_target_port() =>
        Assert.Equal("plain-0", (await _client.GetAsync("http://outside.example/")).Pod);

    [NetworkFact]
    public async Task A_declared_host_may_be_resolved_by_the_proxy() => Assert.Equal("plain-0", (await _client.GetAsync("http://named.example/")).Pod);

    [NetworkTheory]
    [InlineData("dock.harbour", 200)]
    [InlineData("cookie.harbour", 502)]
    [InlineData("secret.harbour", 502)]
    public async Task A_sidecar_scope_holds_what_it_names(string host, int status) => Assert.Equal(status, (await _islander.GetAsync($"http://{host}/")).Status);

    [NetworkFact]
    public async Task A_service_that_is_exported_to_its_own_namespace_serves_there() => Assert.Equal("near-0", (await _client.GetAsync("http://secret/")).Pod);

    // Closed or reset are both a no.
    private static async Task<int> EndAsync(Stream stream)
    {
        try
        {
            await stream.WriteAsync("hello"u8.ToArray());
            return await stream.ReadAsync(new byte[16]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
