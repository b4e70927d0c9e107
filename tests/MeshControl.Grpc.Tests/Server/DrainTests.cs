using System.Net.Sockets;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using MeshControl.Testing.Time;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>Streams ended by the server: shutdown and age.</summary>
public class DrainTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Drain_ends_the_streams_one_after_the_other_with_unavailable_and_goaway()
    {
        await using var host = await StartAsync(new GrpcServerOptions { DrainTimeout = TimeSpan.FromSeconds(10) });
        await using var first = await OpenAsync(host);
        await using var second = await OpenAsync(host);

        var draining = host.Drain.DrainAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5)).WaitAsync(EchoService.Patience);
        Assert.True(host.Drain.IsDraining);
        Assert.False(draining.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await draining.WaitAsync(EchoService.Patience);

        foreach (var client in (RawHttp2Connection[])[first, second])
        {
            var response = await client.ReadToEndAsync(1);
            Assert.Equal(new GrpcStatus(GrpcStatusCode.Unavailable, "draining"), response.Status);
            await client.ReadGoAwayAsync();
        }
    }

    [Fact]
    public async Task New_calls_and_connections_are_refused_while_draining()
    {
        await using var host = await StartAsync(new GrpcServerOptions());
        await using var open = await OpenAsync(host);
        await host.Drain.DrainAsync().WaitAsync(EchoService.Patience);

        await open.OpenAsync(3, EchoService.Duplex.Path);
        while (!open.Response(3).Ended && await open.ReadFrameAsync())
        {
            // The connection closes after its last stream; a call that was just in time is refused with a status.
        }

        Assert.True(open.Response(3).HeaderBlocks.Count == 0 || open.Response(3).Status.Code == GrpcStatusCode.Unavailable);
        Assert.False(await SpeaksAsync(host));
    }

    [Fact]
    public async Task Message_in_hand_is_finished_before_the_stream_ends()
    {
        await using var host = await StartAsync(new GrpcServerOptions(), async stream =>
        {
            await stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes.AsMemory(0, 200_000)));
            await EchoService.EchoAsync(stream);
        });
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.ReadUntilAsync(1, r => r.Data.Length == 65_535);

        var draining = host.Drain.DrainAsync();
        await client.OpenWindowAsync(0, 1_000_000);
        await client.OpenWindowAsync(1, 1_000_000);
        var response = await client.ReadToEndAsync(1);
        await draining.WaitAsync(EchoService.Patience);

        Assert.Equal(200_000, Assert.Single(response.Messages()).Length);
        Assert.Equal(GrpcStatusCode.Unavailable, response.Status.Code);
    }

    [Fact]
    public async Task Handler_that_does_not_return_is_cut_off_after_the_grace()
    {
        var options = new GrpcServerOptions { EndGrace = TimeSpan.FromSeconds(3) };
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(options, async stream =>
        {
            await stream.StartAsync();
            await using var registration = stream.Call.Aborted.Register(aborted.SetResult);
            await aborted.Task;
        });
        await using var client = await OpenAsync(host);

        var draining = host.Drain.DrainAsync();
        await _clock.WaitForTimerAsync(options.EndGrace).WaitAsync(EchoService.Patience);
        Assert.False(draining.IsCompleted);
        _clock.Advance(options.EndGrace);
        await draining.WaitAsync(EchoService.Patience);

        var response = await client.ReadToEndAsync(1);
        Assert.Equal(GrpcStatusCode.Unavailable, response.Status.Code);
    }

    [Fact]
    public async Task Stopping_the_host_drains_first()
    {
        await using var host = await StartAsync(new GrpcServerOptions());
        await using var client = await OpenAsync(host);

        var stopping = host.StopAsync();
        var response = await client.ReadToEndAsync(1);
        await client.DisposeAsync();
        await stopping.WaitAsync(EchoService.Patience);

        Assert.Equal(new GrpcStatus(GrpcStatusCode.Unavailable, "draining"), response.Status);
    }

    [Fact]
    public async Task Stream_ends_with_unavailable_at_its_maximum_age()
    {
        await using var host = await StartAsync(new GrpcServerOptions { MaxStreamAge = TimeSpan.FromMinutes(30), MaxStreamAgeJitter = 0.1 });
        await using var client = await OpenAsync(host);

        _clock.Advance(TimeSpan.FromMinutes(27) - TimeSpan.FromTicks(1));
        await client.SendDataAsync(1, Wire.Text("young"));
        await client.ReadUntilAsync(1, r => Wire.Texts(r).Contains("young"));
        _clock.Advance(TimeSpan.FromMinutes(6) + TimeSpan.FromTicks(1));
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(GrpcStatusCode.Unavailable, response.Status.Code);
        await client.ReadGoAwayAsync();
    }

    [Fact]
    public async Task Unary_calls_finish_during_a_drain()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcUnary(EchoService.Unary, async (request, _) =>
        {
            entered.SetResult();
            await release.Task;
            return request;
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Unary.Path);
        await client.SendDataAsync(1, Wire.Text("work"), endStream: true);
        await entered.Task.WaitAsync(EchoService.Patience);

        await host.Drain.DrainAsync().WaitAsync(EchoService.Patience);
        release.SetResult();
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["work"], Wire.Texts(response));
    }

    private async Task<GrpcTestHost> StartAsync(GrpcServerOptions options, Func<GrpcDuplex<Google.Protobuf.WellKnownTypes.StringValue>, Task>? handler = null) =>
        await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, handler ?? EchoService.EchoAsync), options with { TimeProvider = _clock });

    private static async Task<RawHttp2Connection> OpenAsync(GrpcTestHost host)
    {
        var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.ReadUntilAsync(1, r => r.HeaderBlocks.Count == 1);
        return client;
    }

    private static async Task<bool> SpeaksAsync(GrpcTestHost host)
    {
        try
        {
            await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
            return await client.ReadFrameAsync();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
