using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Client;
using MeshControl.Grpc;
using MeshControl.Security.Authority;

namespace MeshControl.Server.Tests.Attacks;

/// <summary>Speaks ADS as whoever it likes to be.</summary>
internal static class AdsClient
{
    public const string SecretType = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";

    public static GrpcMethod<DeltaDiscoveryRequest> Method { get; } =
        new("envoy.service.discovery.v3.AggregatedDiscoveryService", "DeltaAggregatedResources", DeltaDiscoveryRequest.Parser);

    /// <summary>A channel to the port for authenticated proxies.</summary>
    public static GrpcChannel Secure(int port, TrustBundle roots, string? token)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots.Certificates.Select(static root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        return new GrpcChannel(
            new Uri("https://istiod.istio-system.svc"), new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            token is null ? null : new BearerCredentials(_ => ValueTask.FromResult(token)), Options(port));
    }

    /// <summary>A channel without TLS.</summary>
    public static GrpcChannel Plain(int port) => new(new Uri("http://istiod.istio-system.svc"), null, null, Options(port));

    /// <summary>The first request of a stream: for secrets of these names.</summary>
    public static DeltaDiscoveryRequest Ask(string node, string account, params IEnumerable<string> names) => new()
    {
        Node = new Node
        {
            Id = node,
            Metadata = new Struct { Fields = { ["NAMESPACE"] = Value.ForString(node.Split('~')[2].Split('.')[1]), ["SERVICE_ACCOUNT"] = Value.ForString(account) } },
        },
        TypeUrl = SecretType,
        ResourceNamesSubscribe = { names },
    };

    private static GrpcChannelOptions Options(int port) => new()
    {
        Connect = async cancellation =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
