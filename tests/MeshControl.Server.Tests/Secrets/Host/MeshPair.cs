using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.Matcher.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Filters.Tls;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Testing.Envoys;
using Filter = Envoy.Config.Listener.V3.Filter;
using ForwardClientCert = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.ForwardClientCertDetails;
using UpstreamOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>The sidecars of a client and of a server: plain HTTP into the first, mutual TLS between them, plain HTTP to the app behind the second.</summary>
internal sealed class MeshPair : IAsyncDisposable
{
    private const string ClientId = "client-1.shop";
    public const string ServerId = "server-1.bank";
    private EnvoyProcess? _client;
    private EnvoyProcess? _server;

    /// <summary>Where the client's application would send its requests.</summary>
    public int ClientPort { get; } = FreePort.Next();

    /// <summary>Where the server's sidecar takes connections from the mesh.</summary>
    public int ServerPort { get; } = FreePort.Next();

    public Uri Address => new($"http://127.0.0.1:{ClientPort}/");

    public EnvoyProcess Client => _client!;

    public EnvoyProcess Server => _server!;

    /// <param name="client">Where the client's sidecar gets its configuration.</param>
    /// <param name="server">Where the server's does.</param>
    /// <param name="appPort">The app behind the server's sidecar.</param>
    /// <param name="expected">The identity that the client demands.</param>
    public static async Task<MeshPair> StartAsync(
        SecretServer client, SecretServer server, int appPort, string expected = "spiffe://cluster.local/ns/bank/sa/teller", bool isDelta = true)
    {
        var pair = new MeshPair();
        client.Source.Serve(ClientId, [Upstream(pair.ServerPort, expected)], [Listener("outbound", pair.ClientPort, "upstream", null)]);
        ServeTeller(server, pair.ServerPort, appPort);
        try
        {
            pair._server = await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = Bootstrap(server.Port, ServerId, "bank", "teller", isDelta) });
            pair._client = await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = Bootstrap(client.Port, ClientId, "shop", "buyer", isDelta) });
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>The configuration of the server's sidecar.</summary>
    public static void ServeTeller(SecretServer server, int port, int appPort) => server.Source.Serve(
        ServerId, [Plain("app", appPort)], [Listener("inbound", port, "app", MeshServerTls.Socket(new MeshConfig(), new ProxyMetadata()))]);

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string Bootstrap(int port, string id, string ns, string account, bool isDelta) =>
        AdsBootstrap.For(port, isDelta, $"sidecar~10.0.0.1~{id}~{ns}.svc.cluster.local")
            .Replace("cluster: test }", $"cluster: test, metadata: {{ NAMESPACE: {ns}, SERVICE_ACCOUNT: {account} }} }}", StringComparison.Ordinal);

    private static Cluster Plain(string name, int port) => new()
    {
        Name = name,
        Type = Cluster.Types.DiscoveryType.Static,
        LoadAssignment = new ClusterLoadAssignment
        {
            ClusterName = name,
            Endpoints = { new LocalityLbEndpoints { LbEndpoints = { new LbEndpoint { Endpoint = new Endpoint { Address = Loopback(port) } } } } },
        },
    };

    /// <summary>Each request makes a connection of its own, so that each one is a handshake.</summary>
    private static Cluster Upstream(int port, string expected)
    {
        var cluster = Plain("upstream", port);
        var context = new UpstreamTlsContext
        {
            Sni = "teller.bank.svc.cluster.local",
            CommonTlsContext = new CommonTlsContext
            {
                TlsCertificateSdsSecretConfigs = { SdsConfigs.Of(SdsConfigs.WorkloadCertificate) },
                CombinedValidationContext = new CommonTlsContext.Types.CombinedCertificateValidationContext
                {
                    DefaultValidationContext = new CertificateValidationContext
                    {
                        MatchTypedSubjectAltNames =
                        {
                            new SubjectAltNameMatcher { SanType = SubjectAltNameMatcher.Types.SanType.Uri, Matcher = new StringMatcher { Exact = expected } },
                        },
                    },
                    ValidationContextSdsSecretConfig = SdsConfigs.Of(SdsConfigs.MeshRoot),
                },
            },
        };
        cluster.TransportSocket = new TransportSocket { Name = "envoy.transport_sockets.tls", TypedConfig = Any.Pack(context) };
        cluster.TypedExtensionProtocolOptions.Add("envoy.extensions.upstreams.http.v3.HttpProtocolOptions", Any.Pack(new UpstreamOptions
        {
            CommonHttpProtocolOptions = new HttpProtocolOptions { MaxRequestsPerConnection = 1 },
            ExplicitHttpConfig = new UpstreamOptions.Types.ExplicitHttpConfig { HttpProtocolOptions = new Http1ProtocolOptions() },
        }));
        return cluster;
    }

    private static Listener Listener(string name, int port, string cluster, TransportSocket? tls)
    {
        var manager = new HttpConnectionManager
        {
            StatPrefix = name,
            ForwardClientCertDetails = tls is null ? ForwardClientCert.Sanitize : ForwardClientCert.SanitizeSet,
            SetCurrentClientCertDetails = new HttpConnectionManager.Types.SetCurrentClientCertDetails { Uri = true },
            RouteConfig = new RouteConfiguration
            {
                Name = name,
                VirtualHosts =
                {
                    new VirtualHost
                    {
                        Name = "all", Domains = { "*" },
                        Routes = { new Route { Match = new RouteMatch { Prefix = "/" }, Route_ = new RouteAction { Cluster = cluster } } },
                    },
                },
            },
            HttpFilters = { new HttpFilter { Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Router()) } },
        };
        var chain = new FilterChain { Filters = { new Filter { Name = "envoy.filters.network.http_connection_manager", TypedConfig = Any.Pack(manager) } } };
        if (tls is not null)
        {
            chain.TransportSocket = tls;
        }

        return new Listener { Name = name, Address = Loopback(port), FilterChains = { chain } };
    }

    private static Address Loopback(int port) => new() { SocketAddress = new SocketAddress { Address = "127.0.0.1", PortValue = (uint)port } };
}
