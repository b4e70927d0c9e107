using MeshControl.Security.Authority;
using MeshControl.Server.Tests.Secrets.Host;
using MeshControl.Testing;
using MeshControl.Testing.Certificates;
using MeshControl.Testing.Traffic;

namespace MeshControl.Server.Tests.Secrets;

/// <summary>Everything that mutual TLS rests on is replaced while stock Envoys talk: a handshake a request, 100 a second, for a minute.</summary>
public sealed class RotationUnderLoadTests
{
    private const int PerSecond = 100;

    [EnvoyFact]
    public async Task Leafs_then_the_intermediate_and_then_the_root_are_replaced_and_no_request_fails()
    {
        using var folder = new ScratchFolder();
        var cacerts = Path.Combine(folder.Path, "cacerts");
        var before = new OperatorAuthority("before", DateTimeOffset.UtcNow);
        var after = new OperatorAuthority("after", DateTimeOffset.UtcNow);
        var first = before.Plug(cacerts);
        await using var app = await PeerEcho.StartAsync();
        await using var mesh = await SecretServer.StartAsync(options => options with
        {
            Authority = options.Authority with { PluggedInFolder = cacerts, LeafLifetime = TimeSpan.FromSeconds(4) },
        });
        await using var pair = await MeshPair.StartAsync(mesh, mesh, app.Port);
        await using var load = SteadyLoad.Start(pair.Address, "teller", PerSecond);

        // Leafs alone: each is renewed at half of its four seconds.
        await load.RunAsync(10 * PerSecond);
        Assert.True(load.Answers.Count >= 2, $"{load.Answers.Count} different client certificates were seen");

        var second = before.Plug(cacerts);
        mesh.Authority.Refresh();
        await load.RunAsync(10 * PerSecond);

        before.Plug(cacerts, moreRoots: after.Root);
        mesh.Authority.Refresh();
        await load.RunAsync(10 * PerSecond);

        after.Plug(cacerts, moreRoots: before.Root);
        mesh.Authority.Refresh();
        // Everything signed below the old root has expired, or was renewed long before.
        await load.RunAsync(15 * PerSecond);

        after.Plug(cacerts);
        mesh.Authority.Refresh();
        await load.RunAsync(15 * PerSecond);

        Assert.True(load.Failures.Count == 0, $"{load.Failures.Count} of {load.Sent}: {string.Join(", ", load.Failures.Distinct())}\nclient: {pair.Client.LogText}\nserver: {pair.Server.LogText}");
        Assert.True(load.Sent >= 60 * PerSecond, $"{load.Sent} requests");
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.Equal(new TrustBundle([after.Root]), mesh.Authority.Roots);
    }
}
