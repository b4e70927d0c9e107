using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Sends one call over a connection of its own. The PROXY protocol tells where it comes from and where it was going, as redirection would.</summary>
internal static class CallClient
{
    // More than an inspector wants to see before it decides.
    private static readonly byte[] RawBytes = [.. Enumerable.Repeat((byte)0x7f, 64), 0x0a];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="call">What to send.</param>
    /// <param name="port">The real port of the proxy's listener.</param>
    /// <param name="destinationPort">The destination port as this batch has it.</param>
    public static async Task<Observation> SendAsync(Call call, int port, int destinationPort, TestIdentities identities)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(call.Connection.Source, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var connection = call.Connection;
        var head = Encoding.Latin1.GetBytes($"PROXY TCP4 {connection.Source} {connection.Destination} {connection.SourcePort} {destinationPort}\r\n");
        var got = new MemoryStream();
        try
        {
            await socket.SendAsync(head, patience.Token);
            await using Stream plain = new NetworkStream(socket);
            await using var stream = call.Request is not null && connection.Tls is { } hello ? await SecureAsync(plain, hello, identities, patience.Token) : plain;
            await stream.WriteAsync(call.Request is not null ? Http(call) : connection.Tls is { } tls ? await ClientHello.BytesAsync(tls) : RawBytes, patience.Token);
            var buffer = new byte[16 * 1024];
            while (await stream.ReadAsync(buffer, patience.Token) is var read and > 0)
            {
                got.Write(buffer, 0, read);
                if (IsWhole(got.GetBuffer().AsSpan(0, (int)got.Length)))
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException)
        {
            // Refused, or closed with a reset: what came before it is the answer.
        }

        catch (OperationCanceledException)
        {
            return new Observation(0, [], "no answer");
        }

        return Read(Encoding.Latin1.GetString(got.GetBuffer(), 0, (int)got.Length));
    }

    private static async Task<Stream> SecureAsync(Stream plain, TlsHello hello, TestIdentities identities, CancellationToken cancellation)
    {
        var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = hello.ServerName ?? "",
            ApplicationProtocols = [.. hello.Protocols.Select(name => new SslApplicationProtocol(name))],
            ClientCertificateContext = hello.Identity is { } identity ? SslStreamCertificateContext.Create(identities.Of(identity), null, offline: true) : null,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Issuer == identities.RootName,
        }, cancellation);
        return tls;
    }

    private static byte[] Http(Call call)
    {
        var request = call.Request!;
        var text = new StringBuilder($"{request.Method} {request.Path} HTTP/1.1\r\nhost: {request.Authority}\r\nx-pair: {call.Number}\r\nconnection: close\r\n");
        foreach (var (name, value) in request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("RAW "u8))
        {
            return bytes.EndsWith("\n"u8);
        }

        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.Latin1.GetString(bytes[..end]);
        var at = head.IndexOf("content-length: ", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && bytes.Length >= end + 4 + int.Parse(head.AsSpan(at + 16).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private static Observation Read(string text)
    {
        if (!text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
        {
            return new Observation(0, [], text);
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0].ToLowerInvariant(), pair.Length > 1 ? pair[1] : "")).ToList();
        return new Observation(int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
