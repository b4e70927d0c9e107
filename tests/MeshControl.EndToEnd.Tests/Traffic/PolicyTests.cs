using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>A server that takes mutual TLS only and has rules on who may do what: `Manifests/shop/policies.yaml`.</summary>
[Collection(ShopCollection.Name)]
public sealed class PolicyTests(ShopMesh fixture)
{
    private const string Denied = "RBAC: access denied";
    private readonly TestMesh _mesh = fixture.Mesh;

    [NetworkFact]
    public async Task Who_is_named_may_do_what_is_named() => Assert.Equal("vault-0", (await _mesh["client-0"].Client.GetAsync("http://vault/open")).Pod);

    [NetworkTheory]
    [InlineData("POST", "/open")]
    [InlineData("GET", "/secret")]
    [InlineData("GET", "/secrets/1?x=/open")]
    public async Task Anything_else_is_denied_to_it(string method, string target)
    {
        var answer = await _mesh["client-0"].Client.SendAsync(new HttpMethod(method), $"http://vault{target}");
        Assert.Equal((403, Denied), (answer.Status, answer.Body));
    }

    [NetworkFact]
    public async Task Another_identity_is_denied()
    {
        var answer = await _mesh.Outside.GetAsync("http://10.244.0.2:8080/open", ("host", "vault.example"));
        Assert.Equal((403, Denied), (answer.Status, answer.Body));
    }

    [NetworkFact]
    public async Task Plaintext_is_refused_before_any_request()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => _mesh["legacy-0"].Client.GetAsync("http://10.244.0.14:8080/plaintext"));
        Assert.DoesNotContain(_mesh["vault-0"].Received, request => request.Target == "/plaintext");
    }
}
