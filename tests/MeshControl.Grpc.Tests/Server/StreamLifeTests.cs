using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using MeshControl.Testing.Time;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>How a stream begins, rests, and ends.</summary>
public class StreamLifeTests
{
    [Fact]
    public async Task H04_Headers_come_before_any_request_and_a_silent_stream_has_no_data_rate_to_keep()
    {
        var rate = new RecordedRate();
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map, before: app => app.Use(next => http =>
        {
            http.Features.Set<IHttpMinRequestBodyDataRateFeature>(rate);
            return next(http);
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        var response = await client.ReadUntilAsync(1, r => r.HeaderBlocks.Count == 1);

        Assert.Equal("200", response.Header(":status"));
        Assert.Null(response.Header("server"));
        Assert.False(response.Ended);
        Assert.Null(rate.MinDataRate);
        Assert.Null(host.KestrelLimits.MinResponseDataRate);
        Assert.Equal(TimeSpan.FromSeconds(30), host.KestrelLimits.Http2.KeepAlivePingDelay);
    }

    [Fact]
    public async Task H13_Half_close_lets_pending_answers_finish_and_ends_with_OK()
    {
        var halfClosed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            Assert.Single(await stream.ReadAllAsync().ToListAsync());
            halfClosed.SetResult();
            await stream.WriteAsync(new StringValue { Value = "late" });
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.SendDataAsync(1, Wire.Text("only"), endStream: true);
        await halfClosed.Task.WaitAsync(EchoService.Patience);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["late"], Wire.Texts(response));
        Assert.Equal(GrpcStatus.Ok, response.Status);
        await host.Drain.DrainAsync().WaitAsync(EchoService.Patience);
        Assert.Equal(0, host.Drain.OpenStreams);
    }

    [Fact]
    public async Task H14_Reset_by_the_client_ends_the_handler_without_an_error_in_the_log()
    {
        var released = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            try
            {
                await EchoService.EchoAsync(stream);
            }
            finally
            {
                released.SetResult(stream.Call.Aborted.IsCancellationRequested);
            }
        }));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.SendDataAsync(1, Wire.Text("hello"));
        await client.ReadUntilAsync(1, r => r.Messages().Count == 1);

        await client.ResetAsync(1, code: 0x8);

        Assert.True(await released.Task.WaitAsync(EchoService.Patience));
        await host.Drain.DrainAsync().WaitAsync(EchoService.Patience);
        Assert.Empty(host.Logs.AtLeast(LogLevel.Warning));
    }

    [Fact]
    public async Task Connection_lost_in_the_middle_of_a_write_ends_the_handler()
    {
        var released = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            var error = await Record.ExceptionAsync(async () => await stream.WriteAsync(new GrpcPayload(EchoService.PushedBytes)));
            released.SetResult(error);
        }));
        await using (var client = await RawHttp2Connection.ConnectAsync(host.EndPoint))
        {
            await client.OpenAsync(1, EchoService.Duplex.Path);
            await client.ReadUntilAsync(1, r => r.Data.Length == 65_535);
        }

        Assert.IsAssignableFrom<OperationCanceledException>(await released.Task.WaitAsync(EchoService.Patience));
        Assert.Empty(host.Logs.AtLeast(LogLevel.Error));
    }

    [Fact]
    public async Task H15_Error_text_is_percent_encoded_and_decodes_to_the_original()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Fail.Path);
        await client.SendDataAsync(1, Wire.Text("3"), endStream: true);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal("100 %25 wrong%0D%0Azweite Zeile: %C3%A4 %E6%97%A5%E6%9C%AC %F0%9F%98%80", response.Trailer("grpc-message"));
        Assert.Equal("100 % wrong\r\nzweite Zeile: ä 日本 😀", response.Status.Detail);
        Assert.Equal("AQID+g", response.Trailer("grpc-status-details-bin"));
        Assert.Equal("test", response.Trailer("x-reason"));
        Assert.Single(response.HeaderBlocks);
    }

    [Fact]
    public async Task H18_Deadline_ends_the_stream_with_trailers_and_then_a_reset()
    {
        var clock = new FakeClock();
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map, new GrpcServerOptions { TimeProvider = clock });
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path, ("grpc-timeout", "1S"));
        await client.ReadUntilAsync(1, r => r.HeaderBlocks.Count == 1);

        clock.Advance(TimeSpan.FromSeconds(1));
        var response = await client.ReadUntilAsync(1, r => r.Reset is not null);

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, response.Status.Code);
        Assert.Equal(FrameType.RstStream, response.Frames[^1].Type);
    }

    [Fact]
    public async Task Deadline_is_answered_even_when_the_handler_does_not_listen()
    {
        var clock = new FakeClock();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
            {
                await stream.StartAsync();
                entered.SetResult();
                await release.Task;
            }),
            new GrpcServerOptions { TimeProvider = clock });
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        await client.OpenAsync(1, EchoService.Duplex.Path, ("grpc-timeout", "20m"));
        await entered.Task.WaitAsync(EchoService.Patience);

        clock.Advance(TimeSpan.FromMilliseconds(20));
        var response = await client.ReadUntilAsync(1, r => r.Ended);
        release.SetResult();

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, response.Status.Code);
    }

    [Fact]
    public async Task Refusal_before_the_first_read_is_trailers_only()
    {
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(
            EchoService.Duplex, _ => throw new GrpcStatusException(GrpcStatusCode.Unavailable, "not ready")));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(new GrpcStatus(GrpcStatusCode.Unavailable, "not ready"), response.Status);
        Assert.True(Assert.Single(response.Frames, f => f.Type == FrameType.Headers).EndStream);
    }

    [Fact]
    public async Task Crashing_handler_is_unknown_to_the_peer_and_an_error_in_the_log()
    {
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, _ => throw new InvalidDataException("secret")));
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(GrpcStatusCode.Unknown, response.Status.Code);
        Assert.DoesNotContain("secret", response.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("secret", Assert.Single(host.Logs.AtLeast(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_tells_peer_headers_and_deadline()
    {
        var clock = new FakeClock();
        var seen = new List<(string Peer, string? Header, DateTimeOffset? Deadline)>();
        await using var host = await GrpcTestHost.StartAsync(
            e => e.MapGrpcUnary(EchoService.Unary, (request, call) =>
            {
                seen.Add((call.Peer, call.RequestHeaders["x-key"], call.Deadline));
                return ValueTask.FromResult<IMessage>(request);
            }),
            new GrpcServerOptions { TimeProvider = clock });
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Unary.Path, ("x-key", "v"), ("grpc-timeout", "2M"));
        await client.SendDataAsync(1, Wire.Text("x"), endStream: true);
        await client.ReadToEndAsync(1);

        var (peer, header, deadline) = Assert.Single(seen);
        Assert.StartsWith("127.0.0.1:", peer, StringComparison.Ordinal);
        Assert.Equal("v", header);
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(2), deadline);
    }

    [Theory]
    [InlineData(0, "no message")]
    [InlineData(2, "more than one")]
    public async Task Unary_call_needs_exactly_one_message(int messages, string expected)
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Unary.Path);
        await client.SendDataAsync(1, [.. Enumerable.Repeat(Wire.Text("x"), messages).SelectMany(m => m)], endStream: true);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(GrpcStatusCode.Internal, response.Status.Code);
        Assert.Contains(expected, response.Status.Detail, StringComparison.Ordinal);
    }

    private sealed class RecordedRate : IHttpMinRequestBodyDataRateFeature
    {
        public MinDataRate? MinDataRate { get; set; } = new(240, TimeSpan.FromSeconds(5));
    }
}
