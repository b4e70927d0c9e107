using System.Net.Security;
using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>The first bytes of a TLS client, without a server to talk to.</summary>
internal static class ClientHello
{
    public static async Task<byte[]> BytesAsync(TlsHello hello)
    {
        var captured = new CapturingStream();
        await using var tls = new SslStream(captured);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = hello.ServerName ?? "",
                ApplicationProtocols = hello.Protocols.IsEmpty ? null : [.. hello.Protocols.Select(name => new SslApplicationProtocol(name))],
            });
        }
        catch (IOException)
        {
            // Nobody answers; the hello is out.
        }

        return captured.ToArray();
    }
}
