using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>Keys that meshd fetched are in what proxies get; while there are none, no token is good.</summary>
public sealed class FetchedKeysTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_come_when_they_are_fetched_and_go_with_the_rule()
    {
        await using var issuer = await IssuerServer.StartAsync();
        WriteRule($"{{issuer: me, jwksUri: '{issuer.Address}/keys'}}");
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        using var proxy = await mesh.ConnectAsync("reviews-v1", "10.244.0.14");
        await WaitAsync(proxy, text => text.Contains("key-one", StringComparison.Ordinal));

        issuer.Keys = IssuerServer.KeysNamed("key-two");
        WriteRule($"{{issuer: other, jwksUri: '{issuer.Address}/keys'}}");
        await WaitAsync(proxy, text => text.Contains("key-two", StringComparison.Ordinal) && !text.Contains("key-one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Until_then_tokens_are_refused_and_the_rule_is_told()
    {
        await using var issuer = await IssuerServer.StartAsync();
        issuer.Keys = null;
        WriteRule($"{{issuer: '{issuer.Address}'}}");
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        using var proxy = await mesh.ConnectAsync("reviews-v1", "10.244.0.14");

        var text = await WaitAsync(proxy, text => text.Contains("inline_string", StringComparison.Ordinal));
        Assert.Contains("x5cM7tzDsHVEkCAaeqYTzXOREIHH", text);
        var finding = (await FindingAsync(mesh)).ToString();
        Assert.Contains("RequestAuthentication/default/tokens", finding);
        Assert.Contains("spec.jwtRules[0].issuer", finding);
        Assert.Contains("status 500; every token of the issuer is refused", finding);

        issuer.Keys = IssuerServer.KeysNamed("key-late");
        await WaitAsync(proxy, text => text.Contains("key-late", StringComparison.Ordinal));
        Assert.DoesNotContain(mesh.Engine.Findings, finding => finding.Message.Contains("cannot be fetched", StringComparison.Ordinal));
    }

    private void WriteRule(string rule) => _folder.Write("tokens.yaml", $$"""
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: tokens, namespace: default}
        spec: {jwtRules: [{{rule}}]}
        """);

    private static async Task<string> WaitAsync(IProxySubscription proxy, Func<string, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        var config = proxy.Config.Value;
        while (true)
        {
            var text = ResourceJson.Of(config.View(ResourceType.Listener, RouteDelivery.Table).Find("virtualInbound")!).ToJsonString();
            if (condition(text))
            {
                return text;
            }

            config = await proxy.Config.NextAsync(config, patience.Token);
        }
    }

    private static async Task<Model.Validation.Finding> FindingAsync(RunningMesh mesh)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var report = mesh.Engine.Reports.Value;
            if (mesh.Engine.Findings.FirstOrDefault(finding => finding.Message.Contains("cannot be fetched", StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await mesh.Engine.Reports.NextAsync(report, patience.Token);
        }
    }
}
