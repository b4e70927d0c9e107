using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using MeshControl.Testing.Time;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>Peers that read slowly, late, or never.</summary>
public class FlowControlTests
{
    private const int SegmentBytes = 16 * 1024;
    private const int Segments = 5 * 1024 * 1024 / SegmentBytes;

    [Fact]
    public async Task H16_Closed_window_blocks_only_its_own_stream_and_the_message_stays_whole()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint, initialWindow: 0);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.OpenAsync(3, EchoService.Duplex.Path);
        await client.SendDataAsync(1, Wire.Text("blocked"), endStream: true);
        await client.SendDataAsync(3, Wire.Text("free"), endStream: true);

        await client.OpenWindowAsync(3, 1000);
        var free = await client.ReadToEndAsync(3);
        Assert.Equal(["free"], Wire.Texts(free));
        Assert.Equal(0, client.Response(1).Data.Length);

        await client.OpenWindowAsync(1, 3);
        await client.ReadUntilAsync(1, r => r.Data.Length == 3);
        await client.OpenWindowAsync(1, 1000);
        var blocked = await client.ReadToEndAsync(1);
        Assert.Equal(["blocked"], Wire.Texts(blocked));
        Assert.Equal(GrpcStatus.Ok, blocked.Status);
    }

    [Fact]
    public async Task H17_Slow_reader_gets_five_megabytes_in_order_while_the_writer_stays_close_behind()
    {
        var read = 0;
        var payload = CountedPayload(() => Interlocked.Increment(ref read));
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream => await stream.WriteAsync(payload)));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);

        var furthestAhead = 0L;
        var response = client.Response(1);
        for (var window = 65_535L; !response.Ended; window += 32_768)
        {
            await client.ReadUntilAsync(1, r => r.Ended || r.Data.Length == window);
            furthestAhead = Math.Max(furthestAhead, ((long)Volatile.Read(ref read) * SegmentBytes) - response.Data.Length);
            await client.OpenWindowAsync(0, 32_768);
            await client.OpenWindowAsync(1, 32_768);
        }

        Assert.Equal(EchoService.PushedBytes, Assert.Single(response.Messages()));
        // Kestrel's 64 KiB of buffer, one slice of 64 KiB, and what is in flight.
        Assert.InRange(furthestAhead, 1, 256 * 1024);
    }

    [Fact]
    public async Task Peer_that_takes_no_bytes_for_the_write_timeout_is_reset_with_cancel()
    {
        var clock = new FakeClock();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failed = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var payload = CountedPayload(() => begun.TrySetResult());
        var options = new GrpcServerOptions { TimeProvider = clock, WriteTimeout = TimeSpan.FromSeconds(7) };
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
            {
                var error = await Record.ExceptionAsync(async () => await stream.WriteAsync(payload));
                failed.SetResult(error);
            }),
            options);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint, initialWindow: 0);
        await client.OpenAsync(1, EchoService.Duplex.Path);

        await begun.Task.WaitAsync(EchoService.Patience);
        await clock.WaitForTimerAsync(options.WriteTimeout).WaitAsync(EchoService.Patience);
        clock.Advance(options.WriteTimeout);
        var response = await client.ReadUntilAsync(1, r => r.Reset is not null);

        Assert.Equal(0x8u, response.Reset);
        Assert.Single(response.HeaderBlocks);
        var error = Assert.IsType<GrpcStatusException>(await failed.Task.WaitAsync(EchoService.Patience));
        Assert.Equal(GrpcStatusCode.Cancelled, error.Code);
        Assert.Empty(host.Logs.AtLeast(LogLevel.Warning));
    }

    [Fact]
    public async Task Peer_that_takes_a_little_before_each_timeout_is_not_reset()
    {
        var clock = new FakeClock();
        var options = new GrpcServerOptions { TimeProvider = clock, WriteTimeout = TimeSpan.FromSeconds(7) };
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcDuplex(EchoService.Duplex, async stream => await stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes.AsMemory(0, 500_000)))), options);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);

        // In sum far longer than the timeout, but never a timeout without progress.
        for (var window = 65_535; window < 300_000; window += 65_536)
        {
            await client.ReadUntilAsync(1, r => r.Data.Length == window);
            await clock.WaitForTimerAsync(options.WriteTimeout).WaitAsync(EchoService.Patience);
            clock.Advance(options.WriteTimeout - TimeSpan.FromSeconds(1));
            await client.OpenWindowAsync(0, 65_536);
            await client.OpenWindowAsync(1, 65_536);
        }

        await client.OpenWindowAsync(0, 1_000_000);
        await client.OpenWindowAsync(1, 1_000_000);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(500_000, Assert.Single(response.Messages()).Length);
        Assert.Equal(GrpcStatus.Ok, response.Status);
    }

    [Fact]
    public async Task Cancelled_write_resets_the_stream_because_half_a_message_is_out()
    {
        using var cancel = new CancellationTokenSource();
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(
            EchoService.Duplex, async stream => await stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes), cancel.Token)));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.ReadUntilAsync(1, r => r.Data.Length == 65_535);

        await cancel.CancelAsync();
        var response = await client.ReadUntilAsync(1, r => r.Reset is not null);

        Assert.Equal(0x8u, response.Reset);
        Assert.Single(response.HeaderBlocks);
    }

    [Fact]
    public async Task Deadline_in_the_middle_of_a_message_is_a_reset_and_no_status()
    {
        var clock = new FakeClock();
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcDuplex(EchoService.Duplex, async stream => await stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes))),
            new GrpcServerOptions { TimeProvider = clock });
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path, ("grpc-timeout", "5S"));
        await client.ReadUntilAsync(1, r => r.Data.Length == 65_535);

        clock.Advance(TimeSpan.FromSeconds(5));
        var response = await client.ReadUntilAsync(1, r => r.Reset is not null);

        Assert.Single(response.HeaderBlocks);
    }

    [Fact]
    public async Task Second_write_beside_a_running_one_is_a_bug_that_throws()
    {
        var second = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            await stream.StartAsync();
            var first = stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes)).AsTask();
            second.SetResult(await Record.ExceptionAsync(async () => await stream.WriteAsync(new GrpcPayload(new byte[1]))));
            await first;
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);

        Assert.IsType<InvalidOperationException>(await second.Task.WaitAsync(EchoService.Patience));
    }

    [Fact]
    public async Task Reading_goes_on_while_a_write_is_blocked()
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            var writing = stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes)).AsTask();
            await foreach (var request in stream.ReadAllAsync())
            {
                received.TrySetResult(request.Value);
            }

            await writing;
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint, initialWindow: 0);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.ReadUntilAsync(1, r => r.HeaderBlocks.Count == 1);

        await client.SendDataAsync(1, Wire.Text("still heard"));

        Assert.Equal("still heard", await received.Task.WaitAsync(EchoService.Patience));
    }

    private static GrpcPayload CountedPayload(Action read)
    {
        var segments = Enumerable.Range(0, Segments)
            .Select(i => new CountingSegment(EchoService.PushedBytes[(i * SegmentBytes)..((i + 1) * SegmentBytes)], read).Memory);
        return new GrpcPayload(segments.Select(m => (ReadOnlyMemory<byte>)m).ToArray());
    }
}
