using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;

namespace MeshControl.Grpc.Tests.Client;

public class ChannelTests
{
    [Fact]
    public async Task Unary_call_returns_the_answer()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel();

        var answer = await channel.UnaryAsync(EchoService.Unary, new StringValue { Value = "hello" }, StringValue.Parser);

        Assert.Equal("hello", answer.Value);
    }

    [Fact]
    public async Task Unary_error_carries_code_text_and_details()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel();

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.UnaryAsync(EchoService.Fail, new StringValue { Value = "7" }, StringValue.Parser));

        Assert.Equal(GrpcStatusCode.PermissionDenied, error.Code);
        Assert.Equal("100 % wrong\r\nzweite Zeile: ä 日本 😀", error.Detail);
        Assert.Equal<byte>([1, 2, 3, 250], error.StatusDetails.ToArray());
    }

    [Fact]
    public async Task Unary_call_without_a_server_is_unavailable()
    {
        using var channel = new GrpcChannel(new Uri("http://127.0.0.1:1"));

        var error = await Assert.ThrowsAsync<GrpcStatusException>(
            () => channel.UnaryAsync(EchoService.Unary, new StringValue(), StringValue.Parser));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task Duplex_without_a_server_is_unavailable()
    {
        using var channel = new GrpcChannel(new Uri("http://127.0.0.1:1"));

        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task Duplex_answers_while_both_sides_stay_open_and_ends_with_the_half_close()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel();
        await using var stream = await channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser);
        await using var answers = stream.ReadAllAsync().GetAsyncEnumerator();

        await stream.WriteAsync(new StringValue { Value = "one" });
        Assert.True(await answers.MoveNextAsync());
        Assert.Equal("one", answers.Current.Value);
        await stream.WriteAsync(GrpcPayload.Encode(new StringValue { Value = "two" }));
        Assert.True(await answers.MoveNextAsync());
        Assert.Equal("two", answers.Current.Value);
        Assert.Null(stream.Status);
        await stream.CompleteAsync();

        Assert.False(await answers.MoveNextAsync());
        Assert.Equal(GrpcStatus.Ok, stream.Status);
    }

    [Fact]
    public async Task Reading_goes_on_where_an_earlier_loop_stopped()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel();
        await using var stream = await channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser);
        string[] texts = ["one", "two", "three"];
        foreach (var text in texts)
        {
            await stream.WriteAsync(new StringValue { Value = text });
        }

        var read = new List<string>();
        foreach (var _ in texts)
        {
            read.Add((await stream.ReadAllAsync().FirstAsync()).Value);
        }

        Assert.Equal(texts, read);
    }

    [Fact]
    public async Task Channel_can_connect_elsewhere_than_its_address_says()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        var options = new GrpcChannelOptions
        {
            Connect = async cancellationToken =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(host.EndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var channel = new GrpcChannel(new Uri("http://pod.behind.a.forward"), options: options);

        var answer = await channel.UnaryAsync(EchoService.Unary, new StringValue { Value = "through" }, StringValue.Parser);

        Assert.Equal("through", answer.Value);
    }

    [Fact]
    public async Task Headers_arrive_before_any_request_is_sent()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel();
        await using var stream = await channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser);

        await stream.WaitForHeadersAsync().WaitAsync(EchoService.Patience);

        Assert.Null(stream.Status);
    }

    [Fact]
    public async Task Disposing_an_open_duplex_cancels_the_call_on_the_server()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Duplex, async stream =>
        {
            await stream.StartAsync();
            await using var registration = stream.Call.Aborted.Register(aborted.SetResult);
            await aborted.Task;
        }));
        using var channel = host.Channel();
        var stream = await channel.OpenDuplexAsync(EchoService.Duplex, StringValue.Parser);
        await stream.WaitForHeadersAsync();

        await stream.DisposeAsync();

        await aborted.Task.WaitAsync(EchoService.Patience);
    }

    [Fact]
    public async Task Five_megabytes_arrive_byte_for_byte_as_raw_segments()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        using var channel = host.Channel(new GrpcChannelOptions { ConnectionPerStream = true });
        await using var stream = await channel.OpenDuplexAsync(EchoService.Push, BytesValue.Parser);
        await stream.WriteAsync(new StringValue { Value = "go" });
        await stream.CompleteAsync();

        var received = new List<BytesValue>();
        await foreach (var message in stream.ReadAllAsync(bytes => BytesValue.Parser.ParseFrom(bytes)))
        {
            received.Add(message);
        }

        Assert.Equal(EchoService.PushedBytes, Assert.Single(received).Value.ToByteArray());
    }
}
