using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Filters.Observability;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;
using Types = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types;

namespace MeshControl.Generation.Tests.Filters;

public sealed class HttpConnectionManagerTests
{
    [Fact]
    public void Sidecar_outbound_trusts_no_header_and_fetches_its_routes()
    {
        var manager = Build(TrafficSide.Outbound);

        Assert.False(manager.UseRemoteAddress);
        Assert.Equal("80", manager.Rds.RouteConfigName);
        Assert.NotNull(manager.Rds.ConfigSource.Ads);
        Assert.Equal("", manager.ServerName);
        Assert.Null(manager.SetCurrentClientCertDetails);
        Assert.Equal(TimeSpan.Zero, manager.StreamIdleTimeout.ToTimeSpan());
        Assert.Equal(
            ["envoy.filters.http.grpc_stats", "envoy.filters.http.fault", "envoy.filters.http.cors", "envoy.filters.http.router"],
            manager.HttpFilters.Select(filter => filter.Name));
    }

    [Fact]
    public void Sidecar_inbound_passes_on_who_called()
    {
        var manager = Build(TrafficSide.Inbound);

        Assert.Equal("istio-envoy", manager.ServerName);
        Assert.Equal(Types.ForwardClientCertDetails.AppendForward, manager.ForwardClientCertDetails);
        Assert.Equal(new Types.SetCurrentClientCertDetails { Subject = true, Uri = true, Dns = true }, manager.SetCurrentClientCertDetails);
    }

    [Fact]
    public void Gateway_takes_the_peer_for_the_client_and_says_so_afresh()
    {
        var manager = Build(TrafficSide.Gateway, proxy: new ProxyConfig { GatewayTopology = new Topology { NumTrustedProxies = 2 } });

        Assert.True(manager.UseRemoteAddress);
        Assert.Equal(2u, manager.XffNumTrustedHops);
        Assert.Equal(Types.ForwardClientCertDetails.SanitizeSet, manager.ForwardClientCertDetails);
        Assert.NotNull(manager.HttpProtocolOptions);
    }

    [Fact]
    public void Grpc_web_is_translated_before_anything_else_looks()
    {
        var manager = Build(TrafficSide.Outbound, protocol: Protocol.GrpcWeb);

        Assert.Equal("envoy.filters.http.grpc_web", manager.HttpFilters[0].Name);
    }

    [Fact]
    public void Http2_ports_get_their_options_inbound_only()
    {
        Assert.NotNull(Build(TrafficSide.Inbound, protocol: Protocol.Grpc).Http2ProtocolOptions);
        Assert.Null(Build(TrafficSide.Outbound, protocol: Protocol.Grpc).Http2ProtocolOptions);
    }

    [Fact]
    public void Headers_are_as_the_proxy_configuration_says()
    {
        var manager = Build(TrafficSide.Inbound, proxy: new ProxyConfig
        {
            ProxyHeaders = new ProxyHeaders
            {
                Server = new ServerHeader { Disabled = true },
                RequestId = new RequestIdHeader { Disabled = true },
                EnvoyDebugHeaders = new EnvoyDebugHeaders { Disabled = true },
                PreserveHttp1HeaderCase = true,
                XForwardedPort = new XForwardedPortHeader { Enabled = true },
                ForwardedClientCert = ForwardClientCertDetails.Sanitize,
            },
        });

        Assert.Equal(Types.ServerHeaderTransformation.PassThrough, manager.ServerHeaderTransformation);
        Assert.Equal("", manager.ServerName);
        Assert.False(manager.GenerateRequestId);
        Assert.True(manager.HttpFilters[^1].TypedConfig.Unpack<Router>().SuppressEnvoyHeaders);
        Assert.Equal("preserve_case", manager.HttpProtocolOptions.HeaderKeyFormat.StatefulFormatter.Name);
        Assert.True(manager.AppendXForwardedPort);
        Assert.Equal(Types.ForwardClientCertDetails.Sanitize, manager.ForwardClientCertDetails);
    }

    [Theory]
    [InlineData(PathNormalizationType.None, false, false, Types.PathWithEscapedSlashesAction.KeepUnchanged)]
    [InlineData(PathNormalizationType.Base, true, false, Types.PathWithEscapedSlashesAction.KeepUnchanged)]
    [InlineData(PathNormalizationType.MergeSlashes, true, true, Types.PathWithEscapedSlashesAction.KeepUnchanged)]
    [InlineData(PathNormalizationType.DecodeAndMergeSlashes, true, true, Types.PathWithEscapedSlashesAction.UnescapeAndForward)]
    public void Paths_are_normalized_as_the_mesh_says(PathNormalizationType kind, bool normalizes, bool merges, Types.PathWithEscapedSlashesAction escaped)
    {
        var manager = Build(TrafficSide.Inbound, mesh: new MeshConfig { PathNormalization = new ProxyPathNormalization { Normalization = kind } });

        Assert.Equal((normalizes, merges, escaped), (manager.NormalizePath, manager.MergeSlashes, manager.PathWithEscapedSlashesAction));
    }

    [Fact]
    public void Edge_profile_hardens_gateways_and_leaves_sidecars_alone()
    {
        var proxy = new ProxyConfig { ConnectionSettings = new ConnectionSettings { Profile = ConnectionProfile.Edge, HttpRequestTimeout = TimeSpan.FromSeconds(30) } };

        var gateway = Build(TrafficSide.Gateway, proxy: proxy);
        Assert.Equal(TimeSpan.FromSeconds(30), gateway.RequestTimeout.ToTimeSpan());
        Assert.Equal(TimeSpan.FromHours(1), gateway.CommonHttpProtocolOptions.IdleTimeout.ToTimeSpan());
        Assert.Equal(100u, gateway.Http2ProtocolOptions.MaxConcurrentStreams);
        Assert.True(gateway.MergeSlashes);

        Assert.Null(Build(TrafficSide.Inbound, proxy: proxy).Http2ProtocolOptions);
    }

    [Fact]
    public void Networks_of_the_mesh_count_as_internal_at_gateways()
    {
        var networks = new MeshNetworks
        {
            Networks = new Dictionary<string, Network> { ["n"] = new() { Endpoints = [new NetworkEndpoints { FromCidr = "10.0.0.0/8" }] } },
        };

        var range = Assert.Single(Build(TrafficSide.Gateway, networks: networks).InternalAddressConfig.CidrRanges);
        Assert.Equal(("10.0.0.0", 8u), (range.AddressPrefix, range.PrefixLen));
        Assert.Null(Build(TrafficSide.Gateway).InternalAddressConfig);
    }

    private static HttpConnectionManager Build(
        TrafficSide side, MeshConfig? mesh = null, ProxyConfig? proxy = null, Protocol protocol = Protocol.Http, MeshNetworks? networks = null)
    {
        var facets = new ClientFacets
        {
            Type = side == TrafficSide.Gateway ? ProxyType.Router : ProxyType.Sidecar, DnsDomain = "shop.svc.cluster.local", Metadata = new ProxyMetadata(),
        };
        var settings = MeshSettings.Default with { Mesh = mesh ?? new MeshConfig(), Networks = networks ?? new MeshNetworks() };
        return HttpConnectionManagerBuilder.Build(
            new HttpConnectionManagerOptions { StatPrefix = "test;", RouteTable = "80", Protocol = protocol },
            new FilterContext(side, settings, proxy ?? new ProxyConfig(), facets, ObservabilityPlan.None));
    }
}
