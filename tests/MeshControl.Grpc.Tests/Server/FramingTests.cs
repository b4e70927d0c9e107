using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;
using MeshControl.Grpc.Tests.RawHttp2;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Tests.Server;

/// <summary>Messages against DATA frames, good and broken.</summary>
public class FramingTests
{
    [Fact]
    public async Task H05_Message_split_byte_by_byte_is_one_message()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        var message = Wire.Text("byte by byte");

        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.SendDataAsync(1, message[..1]);
        await client.SendDataAsync(1, message[1..5]);
        foreach (var b in message[5..])
        {
            await client.SendDataAsync(1, [b]);
        }

        await client.HalfCloseAsync(1);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["byte by byte"], Wire.Texts(response));
        Assert.Equal(GrpcStatus.Ok, response.Status);
    }

    [Fact]
    public async Task H06_Three_messages_in_one_DATA_frame_are_answered_in_order()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.SendDataAsync(1, [.. Wire.Text("a"), .. Wire.Text("b"), .. Wire.Text("c")], endStream: true);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["a", "b", "c"], Wire.Texts(response));
    }

    [Fact]
    public async Task Padding_unknown_frames_and_empty_DATA_are_tolerated()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);

        await client.OpenAsync(1, EchoService.Duplex.Path);
        await client.SendAsync(new Frame((FrameType)0x42, 0xFF, 1, [1, 2, 3]));
        await client.SendAsync(new Frame(FrameType.Priority, 0, 1, [0, 0, 0, 0, 16]));
        await client.SendDataAsync(1, []);
        await client.SendAsync(new Frame(FrameType.Data, Frame.PaddedFlag, 1, [3, .. Wire.Text("padded"), 0, 0, 0]));
        await client.HalfCloseAsync(1);
        var response = await client.ReadToEndAsync(1);

        Assert.Equal(["padded"], Wire.Texts(response));
    }

    [Fact]
    public async Task H07_Zero_length_message_reaches_the_handler_which_refuses_it_in_trailers()
    {
        var response = await AnswerToAsync(Wire.Message([]));

        Assert.Equal(GrpcStatusCode.InvalidArgument, response.Status.Code);
        Assert.Equal(2, response.HeaderBlocks.Count);
    }

    [Fact]
    public async Task H08_Compressed_flag_2_is_internal()
    {
        var response = await AnswerToAsync(Wire.Message([1], flag: 2));

        Assert.Equal(GrpcStatusCode.Internal, response.Status.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    public async Task H09_Compressed_flag_without_an_encoding_is_internal(string? encoding)
    {
        var response = await AnswerToAsync(Wire.Message([1], flag: 1), encoding);

        Assert.Equal(GrpcStatusCode.Internal, response.Status.Code);
    }

    [Fact]
    public async Task H10_Unknown_compression_is_unimplemented_and_the_answer_says_what_is_accepted()
    {
        var response = await AnswerToAsync(Wire.Message([1], flag: 1), encoding: "zstd-unknown");

        Assert.Equal(GrpcStatusCode.Unimplemented, response.Status.Code);
        Assert.Equal("identity", response.Header("grpc-accept-encoding"));
    }

    [Fact]
    public async Task Uncompressed_message_under_a_compressing_encoding_is_served()
    {
        var response = await AnswerToAsync(Wire.Text("plain"), encoding: "gzip", halfClose: true);

        Assert.Equal(["plain"], Wire.Texts(response));
    }

    [Fact]
    public async Task H11_Announced_length_above_the_limit_is_exhausted_before_any_body_came()
    {
        var options = new GrpcServerOptions();

        var response = await AnswerToAsync(Wire.Prefix(options.MaxReceiveMessageBytes + 1), options: options);

        Assert.Equal(GrpcStatusCode.ResourceExhausted, response.Status.Code);
    }

    [Fact]
    public async Task Message_of_exactly_the_limit_is_served()
    {
        var message = Wire.Text(new string('x', 100));

        var response = await AnswerToAsync(message, options: new GrpcServerOptions { MaxReceiveMessageBytes = message.Length - 5 }, halfClose: true);

        Assert.Equal(GrpcStatus.Ok, response.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task H12_Half_close_inside_a_message_is_internal_and_says_incomplete(int sent)
    {
        var response = await AnswerToAsync(Wire.Text("half a message")[..sent], halfClose: true);

        Assert.Equal(GrpcStatusCode.Internal, response.Status.Code);
        Assert.Contains("incomplete", response.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_that_is_no_message_is_internal()
    {
        var response = await AnswerToAsync(Wire.Message([0xFF, 0xFF, 0xFF]));

        Assert.Equal(GrpcStatusCode.Internal, response.Status.Code);
    }

    [Fact]
    public async Task H19_Thirty_one_megabytes_of_small_requests_do_not_end_the_stream()
    {
        const int Size = 16_000;
        const int Count = 31_000_000 / Size;
        var received = 0L;
        await using var host = await GrpcTestHost.StartAsync(e => e.MapGrpcDuplex(EchoService.Name, "Count", bytes => bytes.Length, async stream =>
        {
            await foreach (var length in stream.ReadAllAsync())
            {
                received += length;
            }
        }));
        using var channel = host.Channel();
        await using var stream = await channel.OpenDuplexAsync(EchoService.Duplex with { Name = "Count" }, Empty.Parser);
        var request = new GrpcPayload(new byte[Size]);

        for (var i = 0; i < Count; i++)
        {
            await stream.WriteAsync(request);
        }

        await stream.CompleteAsync();
        Assert.Empty(await stream.ReadAllAsync().ToListAsync());

        Assert.Equal(GrpcStatus.Ok, stream.Status);
        Assert.Equal((long)Count * Size, received);
    }

    private static async Task<RawResponse> AnswerToAsync(byte[] data, string? encoding = null, GrpcServerOptions? options = null, bool halfClose = false)
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map, options);
        await using var client = await RawHttp2Connection.ConnectAsync(host.EndPoint);
        (string, string)[] extra = encoding is null ? [] : [("grpc-encoding", encoding)];
        await client.OpenAsync(1, EchoService.Duplex.Path, extra);
        await client.SendDataAsync(1, data, halfClose);
        var response = await client.ReadToEndAsync(1);
        Assert.Empty(host.Logs.AtLeast(LogLevel.Warning));
        return response;
    }
}
