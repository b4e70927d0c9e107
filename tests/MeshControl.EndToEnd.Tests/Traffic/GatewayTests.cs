using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>Requests from outside, through the gateway.</summary>
[Collection(ShopCollection.Name)]
public sealed class GatewayTests(ShopMesh fixture)
{
    private const string Gateway = "http://10.244.0.2:8080";
    private readonly TestMesh _mesh = fixture.Mesh;

    [NetworkTheory]
    [InlineData("shop.example", "/", "server-v1-0")]
    [InlineData("shop.example:8080", "/", "server-v1-0")]
    [InlineData("shop.example", "/items/7", "server-v1-0")]
    [InlineData("shop.example", "/items/new", "server-v2-0")]
    public async Task A_host_of_the_gateway_leads_to_its_service(string host, string path, string pod) =>
        Assert.Equal(pod, (await _mesh.Outside.GetAsync(Gateway + path, ("host", host))).Pod);

    [NetworkTheory]
    [InlineData("shop.example", "/other")]
    [InlineData("server.default.svc.cluster.local", "/")]
    [InlineData("unknown.example", "/")]
    public async Task What_no_rule_admits_is_not_found(string host, string path) =>
        Assert.Equal(404, (await _mesh.Outside.GetAsync(Gateway + path, ("host", host))).Status);

    [NetworkFact]
    public async Task A_host_for_https_only_redirects()
    {
        var answer = await _mesh.Outside.GetAsync($"{Gateway}/cart?id=1", ("host", "secure.example"));
        Assert.Equal(301, answer.Status);
        Assert.StartsWith("https://secure.example", answer.Headers["location"], StringComparison.Ordinal);
        Assert.EndsWith("/cart?id=1", answer.Headers["location"], StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task The_server_sees_the_gateways_identity()
    {
        var headers = (await _mesh.Outside.GetAsync(Gateway + "/", ("host", "shop.example"))).Echo.Headers;
        Assert.Contains("URI=spiffe://cluster.local/ns/istio-system/sa/istio-ingressgateway", headers["x-forwarded-client-cert"], StringComparison.Ordinal);
    }
}
