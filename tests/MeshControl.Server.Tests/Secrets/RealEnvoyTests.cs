using System.Text.RegularExpressions;
using MeshControl.Security.Authority;
using MeshControl.Server.Secrets;
using MeshControl.Server.Tests.Secrets.Host;
using MeshControl.Testing;
using MeshControl.Testing.Traffic;

namespace MeshControl.Server.Tests.Secrets;

/// <summary>Stock Envoys speak mutual TLS with nothing but what they get on their ADS streams.</summary>
public sealed partial class RealEnvoyTests
{
    [EnvoyTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_receiving_side_sees_the_identity_of_the_sender(bool isDelta)
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync();
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port, isDelta: isDelta);

        var (status, body) = await SteadyLoad.AskAsync(pair.Address, "teller");

        Assert.Equal(200, status);
        Assert.Contains("URI=spiffe://cluster.local/ns/shop/sa/buyer", body);
        Assert.Contains("By=spiffe://cluster.local/ns/bank/sa/teller", body);
    }

    [EnvoyFact]
    public async Task A_server_with_another_identity_than_expected_is_refused()
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync();
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port, expected: "spiffe://cluster.local/ns/bank/sa/director");

        Assert.Equal(503, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
        Assert.NotEqual(0, await pair.Client.StatAsync("cluster.upstream.ssl.fail_verify_san"));
    }

    [EnvoyFact]
    public async Task A_server_of_a_mesh_with_another_root_is_refused()
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync();
        await using var foreign = await SecretServer.StartAsync();
        await using var pair = await MeshPair.StartAsync(mesh, foreign, app.Port);

        Assert.Equal(503, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
        Assert.NotEqual(0, await pair.Client.StatAsync("cluster.upstream.ssl.fail_verify_error"));
    }

    [EnvoyFact]
    public async Task Plaintext_reaches_no_app_behind_mutual_tls()
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync();
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port);

        await Assert.ThrowsAsync<HttpRequestException>(() => SteadyLoad.AskAsync(new Uri($"http://127.0.0.1:{pair.ServerPort}/"), "teller"));
        Assert.Equal(0, await pair.Server.StatAsync("cluster.app.upstream_rq_total"));
    }

    [EnvoyFact]
    public async Task Certificates_and_the_root_are_replaced_under_load_and_no_request_fails()
    {
        var introduction = TimeSpan.FromSeconds(3);
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync(options => options with
        {
            Authority = options.Authority with
            {
                LeafLifetime = TimeSpan.FromSeconds(4), MaxLeafLifetime = TimeSpan.FromSeconds(4), RootIntroduction = introduction,
            },
        });
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port);
        var oldRoot = mesh.Authority.Roots.Fingerprints.Single();
        var firstPeer = PeerHash(await SteadyLoad.AskAsync(pair.Address, "teller"));
        var single = new TaskCompletionSource();
        mesh.Authority.RootsChanged += () =>
        {
            if (mesh.Authority.Roots.Fingerprints is [var only] && only != oldRoot)
            {
                single.TrySetResult();
            }
        };

        await using var load = SteadyLoad.Start(pair.Address, "teller");
        await load.RunAsync(100);
        mesh.Authority.RotateRoot();
        await single.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await load.RunAsync(300);

        Assert.Empty(load.Failures);
        Assert.True(load.Answers.Count >= 3, $"{load.Answers.Count} different client certificates were seen");
        Assert.DoesNotContain(firstPeer, PeerHash(await SteadyLoad.AskAsync(pair.Address, "teller")));
        Assert.NotEqual(0, await pair.Client.StatAsync("cluster.upstream.ssl.handshake"));
    }

    [EnvoyFact]
    public async Task A_server_whose_certificate_has_expired_is_refused()
    {
        await using var app = await PeerEcho.StartAsync();
        using var folder = new ScratchFolder();
        WorkloadSecretOptions Shared(WorkloadSecretOptions options) =>
            options with { Authority = options.Authority with { Folder = Path.Combine(folder.Path, "ca"), LeafLifetime = TimeSpan.FromHours(1) } };
        await using var past = await SecretServer.StartAsync(Shared, new PastClock(TimeSpan.FromHours(3)));
        await using var present = await SecretServer.StartAsync(Shared);
        await using var pair = await MeshPair.StartAsync(present, past, app.Port);

        Assert.Equal(503, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
        Assert.NotEqual(0, await pair.Client.StatAsync("cluster.upstream.ssl.fail_verify_error"));
    }

    [EnvoyFact]
    public async Task A_revoked_identity_is_refused_by_its_peers_with_the_next_push_and_taken_again_when_the_list_is_empty()
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync();
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port);
        Assert.Equal(200, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);

        mesh.Revoke("identity spiffe://cluster.local/ns/shop/sa/other\n");
        Assert.Equal(200, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);

        mesh.Revoke("identity spiffe://cluster.local/ns/shop/sa/buyer\n");
        await pair.Server.WaitForAsync("/stats?filter=sds.ROOTCA.update_success", static stats => stats.Contains("update_success: 2", StringComparison.Ordinal));
        Assert.Equal(503, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
        Assert.NotEqual(0, await pair.Server.StatAsync($"listener.127.0.0.1_{pair.ServerPort}.ssl.fail_verify_error"));

        mesh.Revoke("");
        await pair.Server.WaitForAsync("/stats?filter=sds.ROOTCA.update_success", static stats => stats.Contains("update_success: 3", StringComparison.Ordinal));
        Assert.Equal(200, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
    }

    [EnvoyFact]
    public async Task Without_leave_for_plaintext_streams_no_proxy_gets_a_key()
    {
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync(static options => options with { Plaintext = PlaintextSecrets.Never });
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port);

        Assert.Equal(503, (await SteadyLoad.AskAsync(pair.Address, "teller")).Status);
        Assert.DoesNotContain("spiffe://", await pair.Client.GetAsync("/certs"));
    }

    private static string PeerHash((int Status, string Body) answer) => Hash().Match(answer.Body).Value;

    [GeneratedRegex("Hash=[0-9a-f]+")]
    private static partial Regex Hash();
}
