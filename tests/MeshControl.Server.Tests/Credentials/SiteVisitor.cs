using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshControl.Server.Tests.Credentials;

/// <summary>A connection to a site, with the certificate that it showed.</summary>
internal sealed class SiteVisitor : IDisposable
{
    private readonly SslStream _stream;
    private readonly string _site;

    private SiteVisitor(SslStream stream, string site) => (_stream, _site) = (stream, site);

    /// <summary>Hash of the certificate that the site showed.</summary>
    public string Certificate => ((X509Certificate2)_stream.RemoteCertificate!).Thumbprint;

    /// <summary>Connects; null where there is no handshake.</summary>
    public static async Task<SiteVisitor?> TryVisitAsync(int port, string site, X509Certificate2? own = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? stream = null;
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = site,
                // Which one it is, is what tests look at.
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                ClientCertificateContext = own is null ? null : SslStreamCertificateContext.Create(own, null, offline: true),
            });
            return new SiteVisitor(stream, site);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            stream?.Dispose();
            socket.Dispose();
            return null;
        }
    }

    /// <summary>The first line of the answer to a request; empty where the site ended the connection.</summary>
    public async Task<string> AskAsync()
    {
        try
        {
            await _stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {_site}\r\n\r\n"));
            var buffer = new byte[8192];
            var length = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, length).EndsWith("hello", StringComparison.Ordinal))
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(length));
                if (read == 0)
                {
                    return "";
                }

                length += read;
            }

            return Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0];
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Dispose() => _stream.Dispose();
}
