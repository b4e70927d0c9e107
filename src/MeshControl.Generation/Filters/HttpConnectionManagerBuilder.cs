using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.RequestId.Uuid.V3;
using Google.Protobuf.WellKnownTypes;
using Types = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types;

namespace MeshControl.Generation.Filters;

/// <summary>Builds HTTP connection managers of sidecars and gateways (traffic specification 3.10).</summary>
public static class HttpConnectionManagerBuilder
{
    public static HttpConnectionManager Build(HttpConnectionManagerOptions options, FilterContext context)
    {
        var manager = new HttpConnectionManager
        {
            StatPrefix = options.StatPrefix,
            UseRemoteAddress = context.Side == TrafficSide.Gateway,
            StreamIdleTimeout = new Duration(),
            Proxy100Continue = true,
            UpgradeConfigs = { new Types.UpgradeConfig { UpgradeType = "websocket" } },
            RequestIdExtension = RequestId(context.Observability.UsesRequestIdForSampling),
            HttpFilters = { HttpFilterChain.Build(options, context) },
            AccessLog = { context.Observability.HttpLogs },
            Tracing = context.Observability.Tracing,
        };
        if (options.Routes is not null)
        {
            manager.RouteConfig = options.Routes;
        }
        else
        {
            manager.Rds = new Rds { RouteConfigName = options.RouteTable, ConfigSource = AdsSource.NoTimeout };
        }

        if (context.IdleTimeout is { } idle)
        {
            manager.CommonHttpProtocolOptions = new HttpProtocolOptions { IdleTimeout = Duration.FromTimeSpan(idle) };
        }

        PathNormalization.Apply(context.Settings.Mesh.PathNormalization, manager);
        HttpHeaderSettings.Apply(options, context, manager);
        HttpVersionSettings.Apply(options, context, manager);
        HttpConnectionSettings.Apply(context, manager);
        if (context.Side == TrafficSide.Gateway)
        {
            manager.InternalAddressConfig = InternalAddresses.Of(context.Settings.Networks);
        }

        return manager;
    }

    private static RequestIDExtension RequestId(bool usedForSampling) => new()
    {
        TypedConfig = Any.Pack(new UuidRequestIdConfig { UseRequestIdForTraceSampling = usedForSampling }),
    };
}
