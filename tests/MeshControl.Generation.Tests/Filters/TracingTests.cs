using Envoy.Config.Trace.V3;
using MeshControl.Generation.Tests.Listeners;
using HttpTracing = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.Tracing;

namespace MeshControl.Generation.Tests.Filters;

public sealed class TracingTests
{
    private const string Providers = "extensionProviders: [{name: otel, opentelemetry: {service: otel.shop.svc.cluster.local, port: 4317}}]";
    private static readonly string Otel = Manifest.Service("otel", "10.96.0.6", "{name: grpc, port: 4317}");

    [Fact]
    public void One_percent_is_sampled_and_the_workload_named_by_default()
    {
        var tracing = Of(Manifest.Client, "")!;

        Assert.Equal((100, 1, 100), (tracing.ClientSampling.Value, tracing.RandomSampling.Value, tracing.OverallSampling.Value));
        Assert.Null(tracing.Provider);
        Assert.Equal(
            ["latest", "unknown", "Kubernetes", "cluster.local", "shop"],
            tracing.CustomTags.Where(tag => tag.Literal is not null).Select(tag => tag.Literal.Value));
        Assert.Equal(tracing.CustomTags.Select(tag => tag.Tag).Order(StringComparer.Ordinal), tracing.CustomTags.Select(tag => tag.Tag));
    }

    [Fact]
    public void Canonical_name_of_the_workload_reaches_outbound_spans_too()
    {
        var pod = Manifest.Client.Replace("app: client", "app: client, service.istio.io/canonical-name: till, service.istio.io/canonical-revision: v7", StringComparison.Ordinal);
        var mesh = new SidecarFixture(Manifest.Of(pod, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}")));

        var tags = mesh.Listeners()["0.0.0.0_80"].FilterChains[0].Http().Tracing.CustomTags.ToDictionary(tag => tag.Tag, tag => tag.Literal?.Value);

        Assert.Equal(("till", "v7"), (tags["istio.canonical_service"], tags["istio.canonical_revision"]));
    }

    [Fact]
    public void Switched_off_tracing_leaves_nothing() => Assert.Null(Of(Manifest.Client, "enableTracing: false"));

    [Fact]
    public void Telemetry_names_the_provider_sampling_and_tags()
    {
        var tracing = Of(Manifest.Of(Manifest.Client, Otel, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: mesh, namespace: istio-system}
            spec: {tracing: [{providers: [{name: otel}], randomSamplingPercentage: 25, customTags: {user: {header: {name: x-user, defaultValue: anon}}}}]}
            """), Providers)!;

        Assert.Equal(25, tracing.RandomSampling.Value);
        Assert.Equal("envoy.tracers.opentelemetry", tracing.Provider.Name);
        Assert.Equal(
            "outbound|4317||otel.shop.svc.cluster.local", tracing.Provider.TypedConfig.Unpack<OpenTelemetryConfig>().GrpcService.EnvoyGrpc.ClusterName);
        Assert.Equal("x-user", tracing.CustomTags.Single(tag => tag.Tag == "user").RequestHeader.Name);
    }

    [Fact]
    public void Provider_whose_service_is_missing_traces_nothing() => Assert.Null(Of(
        Manifest.Of(Manifest.Client, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: mesh, namespace: istio-system}
            spec: {tracing: [{providers: [{name: otel}]}]}
            """),
        Providers));

    [Fact]
    public void Inner_scope_may_switch_off_reporting() => Assert.Null(Of(
        Manifest.Of(Manifest.Client, Otel, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: mesh, namespace: istio-system}
            spec: {tracing: [{providers: [{name: otel}]}]}
            ---
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: quiet, namespace: shop}
            spec: {tracing: [{disableSpanReporting: true}]}
            """),
        Providers));

    private static HttpTracing? Of(string yaml, string meshConfig) =>
        new SidecarFixture(yaml, meshConfig).Listeners()["virtualInbound"].FilterChains[1].Http().Tracing;
}
