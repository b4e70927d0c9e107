using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A kubelet's end of a port-forward over a WebSocket (v4.channel.k8s.io), to a port of this machine instead of a pod's.</summary>
internal static class FakePortForward
{
    public static async Task ServeAsync(HttpContext context, ushort port, int? target)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains("v4.channel.k8s.io"))
            throw new FakeAnswerException(new FakeAnswer(400, "BadRequest", "unable to upgrade: the v4.channel.k8s.io protocol is spoken here"));
        using var socket = await context.WebSockets.AcceptWebSocketAsync("v4.channel.k8s.io");
        var greeting = new byte[3];
        BinaryPrimitives.WriteUInt16LittleEndian(greeting.AsSpan(1), port);
        foreach (var channel in (byte[])[0, 1])
        {
            greeting[0] = channel;
            await SendAsync(socket, greeting);
        }

        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, target ?? throw new SocketException((int)SocketError.ConnectionRefused));
        }
        catch (SocketException)
        {
            await SendAsync(socket, [1, .. Encoding.UTF8.GetBytes($"error forwarding port {port} to pod: connection refused")]);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            return;
        }

        await using var stream = client.GetStream();
        await Task.WhenAny(UpAsync(socket, stream, context.RequestAborted), DownAsync(socket, stream, context.RequestAborted));
    }

    private static async Task UpAsync(WebSocket socket, NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var first = true;
        while (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } received)
        {
            await stream.WriteAsync(buffer.AsMemory(first ? 1 : 0, received.Count - (first ? 1 : 0)), cancellationToken);
            first = received.EndOfMessage;
        }
    }

    private static async Task DownAsync(WebSocket socket, NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer.AsMemory(1), cancellationToken) is var count and > 0)
            await SendAsync(socket, buffer[..(count + 1)]);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    private static Task SendAsync(WebSocket socket, byte[] message) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
}
