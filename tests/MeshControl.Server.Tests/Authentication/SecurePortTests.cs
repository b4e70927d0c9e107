using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;
using MeshControl.Protos.Istio.V1.Auth;
using MeshControl.Security.Authority;
using MeshControl.Server.Tests.Secrets.Host;

namespace MeshControl.Server.Tests.Authentication;

/// <summary>The port for authenticated proxies, over real TLS: configuration, secrets and signing for those who prove who they are, for what they are.</summary>
public sealed class SecurePortTests : IAsyncLifetime
{
    private const string SecretType = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";
    private static readonly GrpcMethod<DeltaDiscoveryRequest> Ads =
        new("envoy.service.discovery.v3.AggregatedDiscoveryService", "DeltaAggregatedResources", DeltaDiscoveryRequest.Parser);

    private static readonly GrpcMethod<IstioCertificateRequest> Sign =
        new("istio.v1.auth.IstioCertificateService", "CreateCertificate", IstioCertificateRequest.Parser);

    private SecretServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SecretServer.StartAsync();
        _server.Source.Serve("teller-1.bank", [], []);
        _server.Source.Serve("admin-1.vault", [], []);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_token_gets_the_certificate_of_its_identity_and_of_no_other()
    {
        using var channel = Channel(SecretServer.TellerToken);
        using var own = await CertificateAsync(channel, "teller-1.bank", "bank", "");
        Assert.Contains("spiffe://cluster.local/ns/bank/sa/teller", Encoding.ASCII.GetString(own.RawData));

        Assert.Equal(GrpcStatusCode.PermissionDenied, (await RefusedAsync(channel, "teller-1.bank", "bank", "director")).Code);
        Assert.Equal(GrpcStatusCode.PermissionDenied, (await RefusedAsync(channel, "admin-1.vault", "vault", "")).Code);
    }

    [Fact]
    public async Task A_certificate_of_the_mesh_is_as_good_as_a_token()
    {
        using var first = Channel(SecretServer.TellerToken);
        using var certificate = await CertificateAsync(first, "teller-1.bank", "bank", "");
        using var channel = Channel(null, certificate);
        using var next = await CertificateAsync(channel, "teller-1.bank", "bank", "teller");
        Assert.NotEqual(certificate.SerialNumber, next.SerialNumber);
        Assert.Equal(GrpcStatusCode.PermissionDenied, (await RefusedAsync(channel, "admin-1.vault", "vault", "")).Code);
    }

    [Fact]
    public async Task A_certificate_of_another_mesh_ends_the_handshake()
    {
        await using var foreign = await SecretServer.StartAsync();
        foreign.Source.Serve("teller-1.bank", [], []);
        using var elsewhere = Channel(SecretServer.TellerToken, server: foreign);
        using var certificate = await CertificateAsync(elsewhere, "teller-1.bank", "bank", "");
        using var channel = Channel(null, certificate);
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => SignAsync(channel, "spiffe://cluster.local/ns/bank/sa/teller"));
        Assert.Equal(GrpcStatusCode.Unavailable, error.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-the-token-of-anybody")]
    public async Task Without_valid_credentials_there_is_neither_configuration_nor_a_signature(string? token)
    {
        using var channel = Channel(token);
        Assert.Equal(GrpcStatusCode.Unauthenticated, (await RefusedAsync(channel, "teller-1.bank", "bank", "teller")).Code);
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => SignAsync(channel, "spiffe://cluster.local/ns/bank/sa/teller"));
        Assert.Equal(GrpcStatusCode.Unauthenticated, error.Code);
    }

    [Fact]
    public async Task An_agents_request_is_signed_for_the_tokens_identity()
    {
        using var channel = Channel(SecretServer.TellerToken);
        var response = await SignAsync(channel, "spiffe://cluster.local/ns/bank/sa/teller");
        using var leaf = X509Certificate2.CreateFromPem(response.CertChain[0]);
        Assert.Contains("spiffe://cluster.local/ns/bank/sa/teller", Encoding.ASCII.GetString(leaf.RawData));
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => SignAsync(channel, "spiffe://cluster.local/ns/vault/sa/admin"));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Code);
        Assert.Contains("another identity", error.Detail);
    }

    [Fact]
    public async Task The_server_shows_a_certificate_of_the_mesh_under_its_own_names()
    {
        using var wrongName = Channel(SecretServer.TellerToken, name: "istiod.evil.svc");
        Assert.Equal(GrpcStatusCode.Unavailable, (await RefusedAsync(wrongName, "teller-1.bank", "bank", "")).Code);
        await using var foreign = await SecretServer.StartAsync();
        using var wrongRoot = Channel(SecretServer.TellerToken, roots: foreign.Authority.Roots);
        Assert.Equal(GrpcStatusCode.Unavailable, (await RefusedAsync(wrongRoot, "teller-1.bank", "bank", "")).Code);
    }

    private GrpcChannel Channel(string? token, X509Certificate2? certificate = null, SecretServer? server = null, string name = "istiod.istio-system.svc", TrustBundle? roots = null)
    {
        server ??= _server;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange((roots ?? server.Authority.Roots).Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        if (certificate is not null)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        var options = new GrpcChannelOptions { Connect = cancellation => ConnectAsync(server.SecurePort, cancellation) };
        return new GrpcChannel(new Uri($"https://{name}"), tls, token is null ? null : new BearerCredentials(_ => ValueTask.FromResult(token)), options);
    }

    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<X509Certificate2> CertificateAsync(GrpcChannel channel, string id, string ns, string account)
    {
        await using var stream = await channel.OpenDuplexAsync(Ads, DeltaDiscoveryResponse.Parser);
        await stream.WriteAsync(Request(id, ns, account));
        await foreach (var response in stream.ReadAllAsync())
        {
            var secret = response.Resources.Single().Resource_.Unpack<Secret>().TlsCertificate;
            return X509Certificate2.CreateFromPem(secret.CertificateChain.InlineBytes.ToStringUtf8(), secret.PrivateKey.InlineBytes.ToStringUtf8());
        }

        throw new InvalidOperationException($"the stream ended with {stream.Status}");
    }

    private static async Task<GrpcStatusException> RefusedAsync(GrpcChannel channel, string id, string ns, string account) =>
        await Assert.ThrowsAsync<GrpcStatusException>(async () => (await CertificateAsync(channel, id, ns, account)).Dispose());

    private static DeltaDiscoveryRequest Request(string id, string ns, string account) => new()
    {
        Node = new Node
        {
            Id = $"sidecar~10.0.0.1~{id}~{ns}.svc.cluster.local",
            Metadata = new Struct { Fields = { ["NAMESPACE"] = Value.ForString(ns), ["SERVICE_ACCOUNT"] = Value.ForString(account) } },
        },
        TypeUrl = SecretType,
        ResourceNamesSubscribe = { "default" },
    };

    private static async Task<IstioCertificateResponse> SignAsync(GrpcChannel channel, string identity)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=agent", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(identity));
        request.CertificateExtensions.Add(names.Build());
        return await channel.UnaryAsync(Sign, new IstioCertificateRequest { Csr = request.CreateSigningRequestPem() }, IstioCertificateResponse.Parser);
    }
}
