using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Server;

namespace MeshControl.Grpc.Tests.Interop;

/// <summary>Just enough of a control plane to send one proxyless client to one endpoint.</summary>
internal static class AdsFixture
{
    public const string Target = "echo.mesh";
    public const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    public static readonly GrpcMethod<DiscoveryRequest> Method = new(Service, "StreamAggregatedResources", DiscoveryRequest.Parser);

    /// <summary>Answers each new subscription once; what follows are acknowledgements.</summary>
    public static async Task ServeAsync(GrpcDuplex<DiscoveryRequest> stream, Func<int> port, Action<DiscoveryRequest> seen)
    {
        await foreach (var request in stream.ReadAllAsync())
        {
            seen(request);
            if (request.ResponseNonce.Length == 0)
            {
                await stream.WriteAsync(new DiscoveryResponse
                {
                    TypeUrl = request.TypeUrl,
                    VersionInfo = "1",
                    Nonce = "n1",
                    Resources = { Any.Pack(Resource(request.TypeUrl, port())) },
                });
            }
        }
    }

    private static IMessage Resource(string typeUrl, int port) => typeUrl.Split('.')[^1] switch
    {
        "Listener" => EchoListener(),
        "Cluster" => EchoCluster(),
        "ClusterLoadAssignment" => EchoEndpoints(port),
        var other => throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"unexpected type {other}"),
    };

    private static Listener EchoListener()
    {
        var routes = new RouteConfiguration
        {
            Name = "echo",
            VirtualHosts =
            {
                new VirtualHost
                {
                    Name = "echo",
                    Domains = { "*" },
                    Routes = { new Route { Match = new RouteMatch { Prefix = "" }, Route_ = new RouteAction { Cluster = "echo" } } },
                },
            },
        };
        var connections = new HttpConnectionManager
        {
            RouteConfig = routes,
            HttpFilters = { new HttpFilter { Name = "router", TypedConfig = Any.Pack(new Router()) } },
        };
        return new Listener { Name = Target, ApiListener = new ApiListener { ApiListener_ = Any.Pack(connections) } };
    }

    private static Cluster EchoCluster() => new()
    {
        Name = "echo",
        Type = Cluster.Types.DiscoveryType.Eds,
        EdsClusterConfig = new Cluster.Types.EdsClusterConfig { EdsConfig = new ConfigSource { Ads = new AggregatedConfigSource() } },
    };

    private static ClusterLoadAssignment EchoEndpoints(int port)
    {
        var address = new Address { SocketAddress = new SocketAddress { Address = "127.0.0.1", PortValue = (uint)port } };
        var locality = new LocalityLbEndpoints
        {
            Locality = new Locality { Region = "test" },
            LoadBalancingWeight = 1,
            LbEndpoints = { new LbEndpoint { Endpoint = new Endpoint { Address = address } } },
        };
        return new ClusterLoadAssignment { ClusterName = "echo", Endpoints = { locality } };
    }
}
