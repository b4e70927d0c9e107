using System.Text;
using MeshControl.Xds.Tests.Host;
using static MeshControl.Generation.Output.ResourceType;

namespace MeshControl.Xds.Tests.Protocol;

/// <summary>Secrets on the stream (conformance cases X that need no certificates).</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task X_01_a_rotated_secret_is_sent_alone()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("default", "key-1");
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Cluster);
        await client.TakeAsync(Cluster);
        await client.WantSecretAsync("default");
        await client.TakeAsync(Secret);
        host.Source.SetSecret("default", "key-2");
        Assert.Equal(["SDS default"], await client.DueTextAsync());
    }

    [Fact]
    public async Task X_02_a_missing_secret_does_not_hold_up_a_good_one_and_is_sent_when_it_comes()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("good", "key");
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Secret, "good", "missing");
        Assert.Equal("SDS good", (await client.TakeAsync(Secret)).ToString());
        host.Source.SetSecret("missing", "key");
        Assert.Equal("SDS missing", (await client.TakeAsync(Secret)).ToString());
    }

    [Fact]
    public async Task X_03_a_deleted_secret_stays_at_the_proxy_until_there_is_a_new_one()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("default", "key-1");
        await using var client = await host.DeltaClientAsync();
        await client.WantSecretAsync("default");
        await client.TakeAsync(Secret);
        host.Source.RemoveSecret("default");
        await client.AssertSilentAsync();
        host.Source.SetSecret("default", "key-1");
        Assert.Equal(["SDS default"], await client.DueTextAsync());
    }

    [Fact]
    public async Task X_05_a_secret_dropped_and_wanted_again_is_sent_again()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("default", "key");
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Secret, "default");
        await client.TakeAsync(Secret);
        await client.UnsubscribeAsync(Secret, "default");
        await client.SubscribeAsync(Secret, "default");
        Assert.Equal("SDS default", (await client.NextAsync()).ToString());
    }

    [Fact]
    public async Task X_09_dumps_never_hold_a_private_key()
    {
        await using var host = await AdsTestHost.StartAsync(TestMesh.Of(1));
        host.Source.SetSecret("default", "VERY-PRIVATE");
        await using var client = await host.DeltaClientAsync();
        await client.SubscribeAsync(Secret, "default");
        await client.TakeAsync(Secret);
        var dump = host.Sessions.Dump("app-1.default")!.ToMessage();
        var text = Encoding.UTF8.GetString(Google.Protobuf.MessageExtensions.ToByteArray(dump));
        Assert.Contains("chain of default", text);
        Assert.Contains("[redacted]", text);
        Assert.DoesNotContain("VERY-PRIVATE", text);
    }
}
