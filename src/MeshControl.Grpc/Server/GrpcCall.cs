using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Grpc.Server;

/// <summary>What a handler knows about the call it answers.</summary>
public sealed class GrpcCall
{
    private readonly CallLifetime _lifetime;
    private HeaderDictionary? _trailers;

    internal GrpcCall(HttpContext http, CallLifetime lifetime, DateTimeOffset? deadline)
    {
        _lifetime = lifetime;
        Path = http.Request.Path.Value ?? "";
        Peer = FormatPeer(http.Connection);
        ClientCertificate = http.Connection.ClientCertificate;
        IsEncrypted = http.Request.IsHttps;
        RequestHeaders = http.Request.Headers;
        Deadline = deadline;
    }

    /// <summary><c>/service/method</c>.</summary>
    public string Path { get; }

    /// <summary>The peer as <c>ip:port</c>, IPv6 in brackets; the socket's path or <c>unknown</c> when it is no IP connection.</summary>
    public string Peer { get; }

    /// <summary>The certificate the peer showed in the TLS handshake.</summary>
    public X509Certificate2? ClientCertificate { get; }

    /// <summary>True where the call came over TLS.</summary>
    public bool IsEncrypted { get; }

    public IHeaderDictionary RequestHeaders { get; }

    /// <summary>When the client stops waiting (<c>grpc-timeout</c>); streams for configuration normally have none.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>Cancelled when the call is over: peer gone, deadline, write timeout, or the grace of <see cref="Ending"/> has passed.</summary>
    public CancellationToken Aborted => _lifetime.Aborted;

    /// <summary>Cancelled when the server wants a stream to end (drain, age): finish the message in hand and return.</summary>
    public CancellationToken Ending => _lifetime.Ending;

    /// <summary>Metadata sent with the status; values of <c>-bin</c> names are base64 already.</summary>
    public IHeaderDictionary ResponseTrailers => _trailers ??= [];

    internal IHeaderDictionary? TrailersOrNull => _trailers;

    private static string FormatPeer(ConnectionInfo connection)
    {
        if (connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.RemotePort).ToString();
    }
}
