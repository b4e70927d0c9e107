using Envoy.Config.Accesslog.V3;
using Envoy.Extensions.AccessLoggers.File.V3;
using Envoy.Extensions.AccessLoggers.Filters.Cel.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Incremental;
using MeshControl.Model.Observability;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Builds access loggers from Telemetry's choices, or from the mesh's own settings where Telemetry says nothing.</summary>
internal static class AccessLogBuilder
{
    private const string FileLogger = "envoy.access_loggers.file";

    /// <summary>Loggers for connection managers and TCP proxies; both lists hold the same kinds when providers decide.</summary>
    public static (EquatableArray<AccessLog> Http, EquatableArray<AccessLog> Tcp) Build(
        IReadOnlyList<AccessLogChoice>? choices, MeshConfig mesh, ProxyConfig proxy, ProviderLookup lookup)
    {
        var known = (choices ?? []).Select(choice => (choice, Provider: ExtensionProviders.Find(mesh, choice.Provider))).Where(item => item.Provider is not null).ToList();
        if (known.Count == 0)
        {
            return OfMesh(mesh, proxy);
        }

        EquatableArray<AccessLog> logs =
        [
            .. known.Where(item => !item.choice.IsDisabled)
                .Select(item => WithFilter(OfProvider(item.Provider!, mesh, lookup), item.choice.Filter))
                .OfType<AccessLog>(),
        ];
        return (logs, logs);
    }

    /// <summary>The same loggers for a listener: only connections that no filter chain took.</summary>
    public static EquatableArray<AccessLog> ForListener(EquatableArray<AccessLog> logs)
    {
        var noRoute = new AccessLogFilter { ResponseFlagFilter = new ResponseFlagFilter { Flags = { "NR" } } };
        return
        [
            .. logs.Select(log =>
            {
                var own = log.Clone();
                own.Filter = log.Filter is null ? noRoute : new AccessLogFilter { AndFilter = new AndFilter { Filters = { noRoute, log.Filter } } };
                return own;
            }),
        ];
    }

    private static (EquatableArray<AccessLog> Http, EquatableArray<AccessLog> Tcp) OfMesh(MeshConfig mesh, ProxyConfig proxy)
    {
        var http = new List<AccessLog>();
        if (mesh.AccessLogFile.Length > 0)
        {
            http.Add(Log(FileLogger, new FileAccessLog { Path = mesh.AccessLogFile, LogFormat = AccessLogFormats.OfMesh(mesh) }));
        }

        var tcp = new List<AccessLog>(http);
        // Without an address the bootstrap has no cluster for the log service, and a listener that names it would be refused.
        if (mesh.EnableEnvoyAccessLogService && proxy.EnvoyAccessLogService is { Address.Length: > 0 })
        {
            http.Add(GrpcAccessLogs.OfMesh(isHttp: true));
            tcp.Add(GrpcAccessLogs.OfMesh(isHttp: false));
        }

        return ([.. http], [.. tcp]);
    }

    private static AccessLog? OfProvider(ExtensionProvider provider, MeshConfig mesh, ProviderLookup lookup) => provider switch
    {
        { EnvoyFileAccessLog: { } file } => Log(FileLogger, new FileAccessLog
        {
            Path = file.Path.Length > 0 ? file.Path : "/dev/stdout", LogFormat = AccessLogFormats.OfProvider(file, mesh),
        }),
        { EnvoyHttpAls: { } http } => GrpcAccessLogs.Http(http, lookup),
        { EnvoyTcpAls: { } tcp } => GrpcAccessLogs.Tcp(tcp, lookup),
        _ => null,
    };

    private static AccessLog? WithFilter(AccessLog? log, string expression)
    {
        if (log is not null && expression.Length > 0)
        {
            log.Filter = new AccessLogFilter
            {
                ExtensionFilter = new ExtensionFilter
                {
                    Name = "envoy.access_loggers.extension_filters.cel", TypedConfig = Any.Pack(new ExpressionFilter { Expression = expression }),
                },
            };
        }

        return log;
    }

    private static AccessLog Log(string name, IMessage configuration) => new() { Name = name, TypedConfig = Any.Pack(configuration) };
}
