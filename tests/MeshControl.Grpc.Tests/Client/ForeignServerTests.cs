using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshControl.Grpc.Tests.Client;

/// <summary>The client against servers that answer in ways ours does not.</summary>
public class ForeignServerTests
{
    [Theory]
    [InlineData(400, GrpcStatusCode.Internal)]
    [InlineData(401, GrpcStatusCode.Unauthenticated)]
    [InlineData(403, GrpcStatusCode.PermissionDenied)]
    [InlineData(404, GrpcStatusCode.Unimplemented)]
    [InlineData(429, GrpcStatusCode.Unavailable)]
    [InlineData(503, GrpcStatusCode.Unavailable)]
    [InlineData(418, GrpcStatusCode.Unknown)]
    public async Task HTTP_status_without_grpc_status_is_mapped(int http, GrpcStatusCode expected)
    {
        Assert.Equal(expected, await UnaryStatusAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        }));
    }

    [Theory]
    [InlineData(0x7, GrpcStatusCode.Unavailable)]
    [InlineData(0x8, GrpcStatusCode.Cancelled)]
    [InlineData(0xb, GrpcStatusCode.ResourceExhausted)]
    [InlineData(0x2, GrpcStatusCode.Internal)]
    public async Task Reset_code_is_mapped(int code, GrpcStatusCode expected)
    {
        Assert.Equal(expected, await UnaryStatusAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
        }));
    }

    [Fact]
    public async Task Answer_without_any_status_is_unknown()
    {
        Assert.Equal(GrpcStatusCode.Unknown, await UnaryStatusAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(Wire.Text("x"));
        }));
    }

    [Fact]
    public async Task Web_page_instead_of_gRPC_is_unknown_and_not_parsed()
    {
        Assert.Equal(GrpcStatusCode.Unknown, await UnaryStatusAsync(context => context.Response.WriteAsync("<html>proxy</html>")));
    }

    [Fact]
    public async Task Answer_that_ends_inside_a_message_is_internal()
    {
        Assert.Equal(GrpcStatusCode.Internal, await UnaryStatusAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(Wire.Text("half").AsMemory(0, 6));
        }));
    }

    [Fact]
    public async Task Deadline_is_told_to_the_server_and_kept_by_the_client()
    {
        var told = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = new MeshControl.Testing.Time.FakeClock();
        await using var host = await ServeAsync(async context =>
        {
            told.SetResult(context.Request.Headers["grpc-timeout"]);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var channel = host.Channel(new() { TimeProvider = clock });

        var call = channel.UnaryAsync(EchoService.Unary, new StringValue(), StringValue.Parser, deadline: TimeSpan.FromSeconds(3));
        Assert.Equal("3000000u", await told.Task.WaitAsync(EchoService.Patience));
        clock.Advance(TimeSpan.FromSeconds(3));

        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => call);
        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Code);
    }

    [Fact]
    public async Task Refused_stream_tells_the_status_while_reading_and_refuses_writes()
    {
        await using var host = await ServeAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "16";
            context.Response.Headers["grpc-message"] = "who%3F";
            return Task.CompletedTask;
        });
        using var channel = host.Channel();
        await using var stream = await channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser);

        var error = await Assert.ThrowsAsync<GrpcStatusException>(async () => await stream.ReadAllAsync().ToListAsync());

        Assert.Equal(new GrpcStatus(GrpcStatusCode.Unauthenticated, "who?"), error.Status);
        Assert.Equal(error.Status, stream.Status);
        var late = await Assert.ThrowsAsync<GrpcStatusException>(async () => await stream.WriteAsync(new StringValue { Value = "late" }));
        Assert.Equal(GrpcStatusCode.Unauthenticated, late.Code);
    }

    [Fact]
    public async Task Bearer_token_is_asked_for_at_each_call()
    {
        var seen = new List<string?>();
        await using var host = await ServeAsync(context =>
        {
            seen.Add(context.Request.Headers.Authorization);
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        var tokens = 0;
        var credentials = new MeshControl.Grpc.Client.BearerCredentials(_ => ValueTask.FromResult($"t{++tokens}"));
        using var channel = new MeshControl.Grpc.Client.GrpcChannel(host.Address, credentials: credentials);

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<GrpcStatusException>(() => channel.UnaryAsync(EchoService.Unary, new StringValue(), StringValue.Parser));
        }

        Assert.Equal(["Bearer t1", "Bearer t2"], seen);
    }

    private static async Task<GrpcStatusCode> UnaryStatusAsync(Func<HttpContext, Task> answer)
    {
        await using var host = await ServeAsync(answer);
        using var channel = host.Channel();
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => channel.UnaryAsync(EchoService.Unary, new StringValue(), StringValue.Parser));
        return error.Code;
    }

    private static Task<GrpcTestHost> ServeAsync(Func<HttpContext, Task> answer) =>
        GrpcTestHost.StartAsync(_ => { }, before: app => app.Run(context => answer(context)));
}
