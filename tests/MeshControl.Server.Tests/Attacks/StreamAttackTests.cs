using System.Net;
using System.Net.Sockets;
using System.Text;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Service.Discovery.V3;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;
using MeshControl.Security.Authority;
using MeshControl.Server.Hosting;
using MeshControl.Server.Tests.Credentials;
using MeshControl.Server.Tests.Secrets.Host;
using MeshControl.Testing.Certificates;
using MeshControl.Testing.Envoys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Server.Tests.Attacks;

/// <summary>What somebody gets who speaks ADS and means ill.</summary>
public sealed class StreamAttackTests
{
    private const string Teller = "sidecar~10.0.0.1~teller-1.bank~bank.svc.cluster.local";

    [Fact]
    public async Task A_recorded_stream_played_again_yields_no_recorded_key_and_without_its_credentials_nothing()
    {
        await using var server = await SecretServer.StartAsync();
        server.Source.Serve("teller-1.bank", [], []);
        var recorded = AdsClient.Ask(Teller, "teller", "default");
        using var channel = AdsClient.Secure(server.SecurePort, server.Authority.Roots, SecretServer.TellerToken);
        var (first, nonce) = await PlayAsync(channel, recorded);

        var acknowledgement = new DeltaDiscoveryRequest { TypeUrl = AdsClient.SecretType, ResponseNonce = nonce };
        var (second, _) = await PlayAsync(channel, recorded, acknowledgement);
        Assert.NotEqual(first.TlsCertificate.PrivateKey, second.TlsCertificate.PrivateKey);
        Assert.NotEqual(first.TlsCertificate.CertificateChain, second.TlsCertificate.CertificateChain);

        using var nobody = AdsClient.Secure(server.SecurePort, server.Authority.Roots, token: null);
        Assert.Equal(GrpcStatusCode.Unauthenticated, (await Assert.ThrowsAsync<GrpcStatusException>(() => PlayAsync(nobody, recorded, acknowledgement))).Code);
    }

    [Fact]
    public async Task A_stream_that_calls_itself_another_after_it_was_let_in_stays_who_it_was()
    {
        await using var server = await SecretServer.StartAsync();
        server.Source.Serve("teller-1.bank", [], []);
        using var channel = AdsClient.Secure(server.SecurePort, server.Authority.Roots, SecretServer.TellerToken);
        await using var stream = await channel.OpenDuplexAsync(AdsClient.Method, DeltaDiscoveryResponse.Parser);
        await stream.WriteAsync(AdsClient.Ask(Teller, "teller"));
        await stream.WriteAsync(AdsClient.Ask("sidecar~10.0.0.1~admin-1.vault~vault.svc.cluster.local", "admin", "default"));
        try
        {
            await foreach (var response in stream.ReadAllAsync())
            {
                var secret = response.Resources.Single().Resource_.Unpack<Secret>();
                Assert.Contains("ns/bank/sa/teller", NamesOf(secret));
                return;
            }
        }
        catch (GrpcStatusException refused)
        {
            Assert.Equal(GrpcStatusCode.InvalidArgument, refused.Code);
        }
    }

    [Fact]
    public async Task A_gateway_elsewhere_gets_no_foreign_certificate_by_any_name_and_is_counted()
    {
        using var folder = new GatewayFolder();
        using var shop = new SiteAuthority().Issue("shop.example");
        folder.WriteGateway(FreePort.Next(), "shop.example shop-cert");
        folder.WriteSecret("shop-cert", shop);
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var channel = AdsClient.Plain(mesh.Options.AdsAddress!.Port);

        // The gateway itself gets it.
        await using var own = await channel.OpenDuplexAsync(AdsClient.Method, DeltaDiscoveryResponse.Parser);
        await own.WriteAsync(AdsClient.Ask("router~127.0.0.1~ingress-1.edge~edge.svc.cluster.local", "ingress", "kubernetes://shop-cert"));
        Assert.Equal(["kubernetes://shop-cert"], await GivenAsync(own));

        string[] names = ["kubernetes://edge/shop-cert", "kubernetes://shop-cert", "kubernetes-gateway://edge/shop-cert", "kubernetes://../edge/shop-cert", "sds://edge/shop-cert"];
        foreach (var (node, account) in ((string, string)[])
            [("router~10.0.0.9~evil-1.elsewhere~elsewhere.svc.cluster.local", "evil"), ("sidecar~10.0.0.9~app-1.edge~edge.svc.cluster.local", "app"), ("router~10.0.0.9~app-1.edge~edge.svc.cluster.local", "app")])
        {
            await using var stream = await channel.OpenDuplexAsync(AdsClient.Method, DeltaDiscoveryResponse.Parser);
            await stream.WriteAsync(AdsClient.Ask(node, account, [.. names, "ROOTCA"]));
            Assert.Equal(["ROOTCA"], await GivenAsync(stream));
        }

        Assert.Contains("meshcontrol_sds_refused", await mesh.Admin.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task Without_a_plaintext_port_nothing_is_said_in_clear()
    {
        using var folder = new SampleFolder();
        using var authority = new ScratchFolder();
        var options = new ServeOptions
        {
            ConfigFolders = [folder.Path],
            AdsAddress = null,
            SecureAdsAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
            AdminAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
            AuthorityFolder = Path.Combine(authority.Path, "ca"),
            DrainTimeout = TimeSpan.Zero,
            LogLevel = "error",
        };
        await using var app = MeshHost.Build(options);
        await app.StartAsync();
        Assert.Equal(2, app.Urls.Count);
        Assert.NotEmpty(app.Services.GetRequiredService<ICertificateIssuer>().Roots.Certificates);

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(options.SecureAdsAddress);
        await socket.SendAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        Assert.Equal(0, await EndAsync(socket));
        await app.StopAsync();
    }

    // How many bytes came before the end; a reset is an end.
    private static async Task<int> EndAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1024]);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static async Task<(Secret Secret, string Nonce)> PlayAsync(GrpcChannel channel, params IEnumerable<DeltaDiscoveryRequest> requests)
    {
        await using var stream = await channel.OpenDuplexAsync(AdsClient.Method, DeltaDiscoveryResponse.Parser);
        foreach (var request in requests)
        {
            await stream.WriteAsync(request);
        }

        await foreach (var response in stream.ReadAllAsync())
        {
            return (response.Resources.Single().Resource_.Unpack<Secret>(), response.Nonce);
        }

        throw new InvalidOperationException($"the stream ended with {stream.Status}");
    }

    private static async Task<List<string>> GivenAsync(GrpcClientDuplex<DeltaDiscoveryResponse> stream)
    {
        await foreach (var response in stream.ReadAllAsync())
        {
            return [.. response.Resources.Select(static resource => resource.Name).Order(StringComparer.Ordinal)];
        }

        return [];
    }

    private static string NamesOf(Secret secret)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(secret.TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8());
        return Encoding.ASCII.GetString(certificate.RawData);
    }
}
