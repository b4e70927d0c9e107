using Envoy.Config.Accesslog.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.AccessLoggers.File.V3;
using Envoy.Extensions.AccessLoggers.Filters.Cel.V3;
using Envoy.Extensions.AccessLoggers.Grpc.V3;
using MeshControl.Generation.Tests.Listeners;

namespace MeshControl.Generation.Tests.Filters;

public sealed class AccessLogTests
{
    private const string MeshTelemetry = """
        apiVersion: telemetry.istio.io/v1
        kind: Telemetry
        metadata: {name: mesh, namespace: istio-system}
        spec: {accessLogging: [{providers: [{name: envoy}]}]}
        """;

    [Fact]
    public void Nothing_is_logged_unless_asked_for()
    {
        var listeners = new SidecarFixture(Manifest.Client).Listeners();

        Assert.Empty(listeners["virtualInbound"].AccessLog);
        Assert.Empty(Http(listeners).AccessLog);
    }

    [Fact]
    public void Mesh_file_logs_requests_connections_and_connections_nobody_took()
    {
        var listeners = new SidecarFixture(Manifest.Client, "accessLogFile: /dev/stdout").Listeners();

        var log = File(Assert.Single(Http(listeners).AccessLog));
        Assert.Equal("/dev/stdout", log.Path);
        Assert.StartsWith("[%START_TIME%] \"%REQ(:METHOD)% ", log.LogFormat.TextFormatSource.InlineString, StringComparison.Ordinal);
        Assert.EndsWith(" %ROUTE_NAME%\n", log.LogFormat.TextFormatSource.InlineString, StringComparison.Ordinal);
        Assert.Equal(["NR"], Assert.Single(listeners["virtualInbound"].AccessLog).Filter.ResponseFlagFilter.Flags);
        Assert.Single(listeners["virtualOutbound"].FilterChains[^1].Tcp().AccessLog);
        Assert.Empty(listeners["virtualOutbound"].FilterChains[0].Tcp().AccessLog);
    }

    [Fact]
    public void Listener_logs_can_be_switched_off()
    {
        var listeners = new SidecarFixture(Manifest.Client, "{accessLogFile: /dev/stdout, disableEnvoyListenerLog: true}").Listeners();

        Assert.Empty(listeners["virtualInbound"].AccessLog);
        Assert.Single(Http(listeners).AccessLog);
    }

    [Fact]
    public void Own_text_format_gets_its_newline_and_its_formatter()
    {
        var format = File(Http(new SidecarFixture(
            Manifest.Client, "{accessLogFile: /dev/stdout, accessLogFormat: '%REQ_WITHOUT_QUERY(:PATH)%'}").Listeners()).AccessLog[0]).LogFormat;

        Assert.Equal("%REQ_WITHOUT_QUERY(:PATH)%\n", format.TextFormatSource.InlineString);
        Assert.Equal("envoy.formatter.req_without_query", Assert.Single(format.Formatters).Name);
    }

    [Fact]
    public void Json_encoding_keeps_the_users_fields_in_one_order()
    {
        var format = File(Http(new SidecarFixture(
            Manifest.Client, "{accessLogFile: /dev/stdout, accessLogEncoding: JSON, accessLogFormat: '{\"z\": \"%DURATION%\", \"a\": \"%PROTOCOL%\"}'}")
            .Listeners()).AccessLog[0]).LogFormat;

        Assert.Equal(["a", "z"], format.JsonFormat.Fields.Keys);
        Assert.NotNull(format.JsonFormatOptions);
    }

    [Fact]
    public void Workload_may_switch_off_what_the_mesh_logs()
    {
        var listeners = new SidecarFixture(Manifest.Of(Manifest.Client, MeshTelemetry, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: quiet, namespace: shop}
            spec: {selector: {matchLabels: {app: client}}, accessLogging: [{disabled: true}]}
            """), "accessLogFile: /var/log/mesh").Listeners();

        Assert.Empty(Http(listeners).AccessLog);
        Assert.Empty(listeners["virtualOutbound"].AccessLog);
    }

    [Fact]
    public void Filter_expression_narrows_both_the_log_and_the_listener_log()
    {
        var listeners = new SidecarFixture(Manifest.Of(Manifest.Client, MeshTelemetry, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: errors, namespace: shop}
            spec: {selector: {matchLabels: {app: client}}, accessLogging: [{providers: [{name: envoy}], filter: {expression: "response.code >= 500"}}]}
            """)).Listeners();

        var filter = Http(listeners).AccessLog[0].Filter.ExtensionFilter;
        Assert.Equal("envoy.access_loggers.extension_filters.cel", filter.Name);
        Assert.Equal("response.code >= 500", filter.TypedConfig.Unpack<ExpressionFilter>().Expression);
        var both = listeners["virtualInbound"].AccessLog[0].Filter.AndFilter.Filters;
        Assert.Equal(["NR"], both[0].ResponseFlagFilter.Flags);
        Assert.Equal(filter, both[1].ExtensionFilter);
    }

    [Fact]
    public void Mode_chooses_the_side_that_logs()
    {
        var listeners = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: mesh, namespace: istio-system}
            spec: {accessLogging: [{match: {mode: SERVER}, providers: [{name: envoy}]}]}
            """)).Listeners();

        Assert.Single(listeners["virtualInbound"].AccessLog);
        Assert.Empty(listeners["virtualOutbound"].AccessLog);
    }

    [Fact]
    public void Providers_are_ordered_by_name_and_unknown_services_left_out()
    {
        var listeners = new SidecarFixture(
            Manifest.Of(Manifest.Client, Manifest.Service("als", "10.96.0.5", "{name: grpc, port: 9001}"), """
                apiVersion: telemetry.istio.io/v1
                kind: Telemetry
                metadata: {name: mesh, namespace: istio-system}
                spec: {accessLogging: [{providers: [{name: stream}, {name: gone}, {name: envoy}]}]}
                """),
            """
            extensionProviders:
            - {name: stream, envoyHttpAls: {service: als.shop.svc.cluster.local, port: 9001}}
            - {name: gone, envoyHttpAls: {service: gone.shop.svc.cluster.local, port: 9001}}
            """).Listeners();

        Assert.Equal(["envoy.access_loggers.file", "envoy.access_loggers.http_grpc"], Http(listeners).AccessLog.Select(log => log.Name));
        var common = Http(listeners).AccessLog[1].TypedConfig.Unpack<HttpGrpcAccessLogConfig>().CommonConfig;
        Assert.Equal("outbound|9001||als.shop.svc.cluster.local", common.GrpcService.EnvoyGrpc.ClusterName);
        Assert.Equal("http_envoy_accesslog", common.LogName);
        Assert.Equal(["upstream_peer", "downstream_peer"], common.FilterStateObjectsToLog);
    }

    private static Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager Http(Dictionary<string, Listener> listeners) =>
        listeners["virtualInbound"].FilterChains[1].Http();

    private static FileAccessLog File(AccessLog log) => log.TypedConfig.Unpack<FileAccessLog>();
}
