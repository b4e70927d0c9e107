using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MeshControl.Grpc.Tests.Host;

namespace MeshControl.Grpc.Tests.RawHttp2;

/// <summary>An HTTP/2 client that sends exactly the frames it is told to, and opens no window by itself.</summary>
internal sealed class RawHttp2Connection : IAsyncDisposable
{
    private const ushort HeaderTableSize = 1;
    private const ushort InitialWindowSize = 4;

    private readonly NetworkStream _stream;
    private readonly Dictionary<int, RawResponse> _responses = [];

    private RawHttp2Connection(NetworkStream stream) => _stream = stream;

    public Frame? GoAway { get; private set; }

    public static async Task<RawHttp2Connection> ConnectAsync(IPEndPoint server, int initialWindow = 65_535)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var connection = new RawHttp2Connection(new NetworkStream(socket, ownsSocket: true));
        await connection._stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        // No dynamic table: response headers can then be read without keeping one.
        var settings = new byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(settings, HeaderTableSize);
        BinaryPrimitives.WriteUInt16BigEndian(settings.AsSpan(6), InitialWindowSize);
        BinaryPrimitives.WriteInt32BigEndian(settings.AsSpan(8), initialWindow);
        await connection.SendAsync(new Frame(FrameType.Settings, 0, 0, settings));
        return connection;
    }

    public RawResponse Response(int streamId) => _responses.TryGetValue(streamId, out var response) ? response : _responses[streamId] = new RawResponse();

    public async Task SendAsync(Frame frame) => await _stream.WriteAsync(frame.Encode());

    /// <summary>The headers of a gRPC call; <paramref name="extra"/> ones replace the usual of the same name.</summary>
    public Task OpenAsync(int streamId, string path, params (string Name, string Value)[] extra)
    {
        (string Name, string Value)[] usual =
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"),
        ];
        var headers = usual.Where(u => !Array.Exists(extra, e => e.Name == u.Name)).Concat(extra).OrderBy(h => h.Name.StartsWith(':') ? 0 : 1);
        return SendAsync(new Frame(FrameType.Headers, Frame.EndHeadersFlag, streamId, Hpack.Encode(headers)));
    }

    public Task SendDataAsync(int streamId, byte[] data, bool endStream = false) =>
        SendAsync(new Frame(FrameType.Data, endStream ? Frame.EndStreamFlag : (byte)0, streamId, data));

    public Task HalfCloseAsync(int streamId) => SendDataAsync(streamId, [], endStream: true);

    public Task ResetAsync(int streamId, uint code) => SendAsync(new Frame(FrameType.RstStream, 0, streamId, Frame.UInt32(code)));

    /// <summary>Opens the window of a stream, or of the connection with id 0.</summary>
    public Task OpenWindowAsync(int streamId, int bytes) => SendAsync(new Frame(FrameType.WindowUpdate, 0, streamId, Frame.UInt32((uint)bytes)));

    /// <summary>Reads frames until the stream's response fits; fails when the connection closes or nothing comes for long.</summary>
    public async Task<RawResponse> ReadUntilAsync(int streamId, Func<RawResponse, bool> done)
    {
        var response = Response(streamId);
        while (!done(response))
        {
            Assert.True(await ReadFrameAsync(), "The connection was closed before the expected frames came.");
        }

        return response;
    }

    public Task<RawResponse> ReadToEndAsync(int streamId) => ReadUntilAsync(streamId, r => r.Ended || r.Reset is not null);

    /// <summary>Reads until the server says that the connection takes no new streams.</summary>
    public async Task ReadGoAwayAsync()
    {
        while (GoAway is null)
        {
            Assert.True(await ReadFrameAsync(), "The connection was closed without a GOAWAY.");
        }
    }

    /// <summary>False when the server closed the connection.</summary>
    public async Task<bool> ReadFrameAsync()
    {
        using var patience = new CancellationTokenSource(EchoService.Patience);
        var header = new byte[9];
        try
        {
            await _stream.ReadExactlyAsync(header, patience.Token);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
            await _stream.ReadExactlyAsync(payload, patience.Token);
            var streamId = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5));
            await TakeAsync(new Frame((FrameType)header[3], header[4], streamId, payload));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task TakeAsync(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Settings or FrameType.Ping when !frame.IsAck:
                await SendAsync(frame with { Flags = Frame.AckFlag, Payload = frame.Type == FrameType.Ping ? frame.Payload : [] });
                return;
            case FrameType.GoAway:
                GoAway = frame;
                return;
        }

        if (frame.StreamId == 0)
        {
            return;
        }

        var response = Response(frame.StreamId);
        response.Frames.Add(frame);
        if (frame.Type == FrameType.Headers)
        {
            response.HeaderBlocks.Add(Hpack.Decode(frame.Payload));
        }
        else if (frame.Type == FrameType.Data)
        {
            response.Data.Write(frame.Payload);
        }
    }
}
