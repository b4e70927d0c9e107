using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Kubernetes.Connection;

/// <summary>The sockets under a connection: HTTP/2 with pings, so that a dead peer is noticed within a minute; only the cluster's own authority is trusted.</summary>
internal static class ConnectionHandler
{
    public static SocketsHttpHandler Create(KubeConnection connection) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = connection.Proxy is { } proxy ? new WebProxy(proxy) : null,
        UseProxy = connection.Proxy is not null || !connection.BaseAddress.IsLoopback,
        SslOptions = Tls(connection),
    };

    private static SslClientAuthenticationOptions Tls(KubeConnection connection)
    {
        var options = new SslClientAuthenticationOptions
        {
            // A plugin may bring a new certificate at any time, so each handshake asks.
            LocalCertificateSelectionCallback = (_, _, _, _, _) => connection.Credentials.Current.Certificate!,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (connection.TlsServerName is { Length: > 0 } name)
            options.TargetHost = name;
        if (connection.SkipTlsVerify)
        {
            // insecure-skip-tls-verify: the user's decision.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => connection.SkipTlsVerify;
        }
        else if (!connection.TrustRoots.IsEmpty)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(connection.TrustRoots.ToArray());
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
