using Envoy.Config.Core.V3;
using Envoy.Config.Trace.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;
using HttpTracing = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.Tracing;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Tracers of the providers that Envoy has one for.</summary>
internal static class TracingProviders
{
    private const string ZipkinPath = "/api/v2/spans";

    /// <summary>Tracing with its provider, or null where the provider cannot trace or its service is not found.</summary>
    public static HttpTracing? Build(ExtensionProvider provider, ClientFacets facets, ProviderLookup lookup)
    {
        var isGateway = facets.Type == ProxyType.Router;
        return provider switch
        {
            { Zipkin: { } zipkin } when lookup(zipkin.Service, zipkin.Port) is { } target =>
                Tracing("envoy.tracers.zipkin", Zipkin(zipkin, target), zipkin.MaxTagLength, isGateway),
            { Datadog: { } datadog } when lookup(datadog.Service, datadog.Port) is { } target =>
                Tracing("envoy.tracers.datadog", Datadog(target), datadog.MaxTagLength, isGateway),
            { Skywalking: { } skywalking } when lookup(skywalking.Service, skywalking.Port) is { } target =>
                Tracing("envoy.tracers.skywalking", SkyWalking(skywalking, target), 0, spawnsUpstreamSpan: true),
            { Opentelemetry: { } telemetry } when lookup(telemetry.Service, telemetry.Port) is { } target =>
                Tracing("envoy.tracers.opentelemetry", OpenTelemetryTracer.Build(telemetry, target), telemetry.MaxTagLength, isGateway),
            _ => null,
        };
    }

    private static HttpTracing Tracing(string name, IMessage configuration, int maxTagLength, bool spawnsUpstreamSpan)
    {
        var tracing = new HttpTracing
        {
            Provider = new Envoy.Config.Trace.V3.Tracing.Types.Http { Name = name, TypedConfig = Any.Pack(configuration) },
        };
        if (maxTagLength > 0)
        {
            tracing.MaxPathTagLength = (uint)maxTagLength;
        }

        if (spawnsUpstreamSpan)
        {
            tracing.SpawnUpstreamSpan = true;
        }

        return tracing;
    }

    private static ZipkinConfig Zipkin(ZipkinTracingProvider provider, ProviderTarget target) => new()
    {
        CollectorCluster = target.Cluster,
        CollectorEndpoint = provider.Path.Length > 0 ? provider.Path : ZipkinPath,
        CollectorHostname = target.Host,
        CollectorEndpointVersion = ZipkinConfig.Types.CollectorEndpointVersion.HttpJson,
        TraceId128Bit = !provider.Enable64bitTraceId,
        SharedSpanContext = false,
    };

    private static DatadogConfig Datadog(ProviderTarget target) => new()
    {
        CollectorCluster = target.Cluster, ServiceName = "istio-proxy", CollectorHostname = target.Host,
    };

    private static SkyWalkingConfig SkyWalking(SkyWalkingTracingProvider provider, ProviderTarget target) => new()
    {
        GrpcService = new GrpcService { EnvoyGrpc = new GrpcService.Types.EnvoyGrpc { ClusterName = target.Cluster, Authority = target.Host } },
        ClientConfig = provider.AccessToken.Length > 0 ? new ClientConfig { BackendToken = provider.AccessToken } : new ClientConfig(),
    };
}
