using Envoy.Config.Core.V3;
using Envoy.Config.Trace.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>
/// The OpenTelemetry tracer, over gRPC or HTTP. Resource detectors and the Dynatrace sampler are left out: their messages are not among the
/// API packages this is built from.
/// </summary>
internal static class OpenTelemetryTracer
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    public static OpenTelemetryConfig Build(OpenTelemetryTracingProvider provider, ProviderTarget target) => provider.Http is { } http
        ? new OpenTelemetryConfig { HttpService = Http(http, target) }
        : new OpenTelemetryConfig { GrpcService = Grpc(provider.Grpc, target) };

    private static HttpService Http(ProviderHttpService http, ProviderTarget target) => new()
    {
        HttpUri = new HttpUri
        {
            Uri = target.Host + http.Path, Cluster = target.Cluster, Timeout = Duration.FromTimeSpan(http.Timeout ?? DefaultTimeout),
        },
        RequestHeadersToAdd =
        {
            http.Headers.Where(header => header.Value is not null).Select(header => new HeaderValueOption
            {
                Header = new HeaderValue { Key = header.Name, Value = header.Value },
                AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
            }),
        },
    };

    private static GrpcService Grpc(ProviderGrpcService? settings, ProviderTarget target)
    {
        var service = new GrpcService { EnvoyGrpc = new GrpcService.Types.EnvoyGrpc { ClusterName = target.Cluster, Authority = target.Host } };
        if (settings?.Timeout is { } timeout)
        {
            service.Timeout = Duration.FromTimeSpan(timeout);
        }

        service.InitialMetadata.Add((settings?.InitialMetadata ?? []).Where(header => header.Value is not null)
            .Select(header => new HeaderValue { Key = header.Name, Value = header.Value }));
        return service;
    }
}
