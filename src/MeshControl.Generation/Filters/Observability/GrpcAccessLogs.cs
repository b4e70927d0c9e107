using Envoy.Config.Accesslog.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.AccessLoggers.Grpc.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Access logs that are streamed to a service over gRPC.</summary>
internal static class GrpcAccessLogs
{
    /// <summary>The cluster that a bootstrap makes for proxyConfig.envoyAccessLogService.</summary>
    private const string MeshCluster = "envoy_accesslog_service";

    private const string HttpLogName = "http_envoy_accesslog";
    private const string TcpLogName = "tcp_envoy_accesslog";

    private static readonly string[] DefaultFilterState = ["upstream_peer", "downstream_peer"];

    public static AccessLog OfMesh(bool isHttp)
    {
        var common = Common(isHttp ? HttpLogName : TcpLogName, new GrpcService.Types.EnvoyGrpc { ClusterName = MeshCluster }, []);
        return isHttp ? Http(new HttpGrpcAccessLogConfig { CommonConfig = common }) : Tcp(common);
    }

    public static AccessLog? Http(EnvoyHttpGrpcV3LogProvider provider, ProviderLookup lookup) =>
        lookup(provider.Service, provider.Port) is not { } target ? null : Http(new HttpGrpcAccessLogConfig
        {
            CommonConfig = Common(provider.LogName.Length > 0 ? provider.LogName : HttpLogName, Grpc(target), provider.FilterStateObjectsToLog),
            AdditionalRequestHeadersToLog = { provider.AdditionalRequestHeadersToLog },
            AdditionalResponseHeadersToLog = { provider.AdditionalResponseHeadersToLog },
            AdditionalResponseTrailersToLog = { provider.AdditionalResponseTrailersToLog },
        });

    public static AccessLog? Tcp(EnvoyTcpGrpcV3LogProvider provider, ProviderLookup lookup) =>
        lookup(provider.Service, provider.Port) is not { } target
            ? null
            : Tcp(Common(provider.LogName.Length > 0 ? provider.LogName : TcpLogName, Grpc(target), provider.FilterStateObjectsToLog));

    private static AccessLog Http(HttpGrpcAccessLogConfig configuration) =>
        new() { Name = "envoy.access_loggers.http_grpc", TypedConfig = Any.Pack(configuration) };

    private static AccessLog Tcp(CommonGrpcAccessLogConfig common) =>
        new() { Name = "envoy.tcp_grpc_access_log", TypedConfig = Any.Pack(new TcpGrpcAccessLogConfig { CommonConfig = common }) };

    private static GrpcService.Types.EnvoyGrpc Grpc(ProviderTarget target) => new() { ClusterName = target.Cluster, Authority = target.Host };

    private static CommonGrpcAccessLogConfig Common(string name, GrpcService.Types.EnvoyGrpc service, IReadOnlyList<string> filterState) => new()
    {
        LogName = name,
        GrpcService = new GrpcService { EnvoyGrpc = service },
        TransportApiVersion = ApiVersion.V3,
        FilterStateObjectsToLog = { filterState.Count > 0 ? filterState : DefaultFilterState },
    };
}
