using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Grpc.Server;
using Microsoft.Extensions.Primitives;

namespace MeshControl.Security.Authentication;

/// <summary>What a call shows to prove who makes it.</summary>
/// <param name="Certificate">From the TLS handshake, which has verified that it leads to a root of the mesh.</param>
/// <param name="BearerToken">From the authorization header.</param>
/// <param name="Problem">Why the credentials cannot even be read; null for none.</param>
public sealed record CallCredentials(X509Certificate2? Certificate, string? BearerToken, string? Problem = null)
{
    private const int MaxTokenLength = 8192;
    private const string Scheme = "Bearer ";

    public bool IsEmpty => Certificate is null && BearerToken is null && Problem is null;

    /// <summary>The credentials of a call. Those that came in the clear from another machine are not looked at: whoever saw them could use them too.</summary>
    public static CallCredentials Of(GrpcCall call) => call.IsEncrypted || IsLoopback(call.Peer)
        ? Read(call.ClientCertificate, call.RequestHeaders.Authorization)
        : new CallCredentials(null, null);

    internal static CallCredentials Read(X509Certificate2? certificate, StringValues authorization)
    {
        if (authorization.Count == 0)
        {
            return new CallCredentials(certificate, null);
        }

        if (authorization is not [{ } header])
        {
            return new CallCredentials(certificate, null, "more than one authorization header");
        }

        return header.Length > MaxTokenLength
            ? new CallCredentials(certificate, null, $"an authorization header of {header.Length} characters")
            : header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? new CallCredentials(certificate, header[Scheme.Length..].Trim())
                : new CallCredentials(certificate, null, "an authorization header that is not of the Bearer scheme");
    }

    /// <summary>Never the token.</summary>
    public override string ToString() => $"certificate: {Certificate is not null}, token: {BearerToken is not null}";

    private static bool IsLoopback(string peer) => IPEndPoint.TryParse(peer, out var address) && IPAddress.IsLoopback(address.Address);
}
