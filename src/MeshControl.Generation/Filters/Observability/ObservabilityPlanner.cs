using MeshControl.Generation.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Observability;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Plans of access logs and tracing, one a workload and side.</summary>
internal static class ObservabilityPlanner
{
    private const string CanonicalName = "service.istio.io/canonical-name";
    private const string CanonicalRevision = "service.istio.io/canonical-revision";

    public static ObservabilityPlan Plan(ObservabilityKey key, MeshFacts facts, IReader read)
    {
        var mesh = facts.Settings.Get(read).Mesh;
        var proxy = ProxyConfigs.Effective(mesh, key.Facets.Metadata);
        var applied = read.Get(facts.Telemetry.Applied, new TelemetryKey(key.Namespace, key.Labels));
        ProviderTarget? Lookup(string service, int port) => FindProvider(service, port, key.Namespace, facts, read);

        var (http, tcp) = AccessLogBuilder.Build(AccessLogMerge.Merge(applied, mesh, key.IsServer), mesh, proxy, Lookup);
        var tracing = TracingMerge.Merge(applied, mesh, key.IsServer);
        var identity = new TracingTags.Identity(
            Label(key, CanonicalName), Label(key, CanonicalRevision), key.Facets.Metadata.MeshId, key.Namespace, key.Facets.ClusterId);
        var traced = TracingBuilder.Build(tracing, mesh, proxy, key.Facets, identity, Lookup);
        return new ObservabilityPlan
        {
            HttpLogs = http,
            TcpLogs = tcp,
            ListenerLogs = mesh.DisableEnvoyListenerLog ? [] : AccessLogBuilder.ForListener(http),
            Tracing = traced,
            UsesRequestIdForSampling = tracing is null || traced is null || tracing.UsesRequestId,
        };
    }

    private static ProviderTarget? FindProvider(string service, int port, string ns, MeshFacts facts, IReader read)
    {
        var slash = service.IndexOf('/', StringComparison.Ordinal);
        var found = slash < 0
            ? read.Get(facts.Services.VisibleByHost, (service, ns))
            : read.Get(facts.Services.Find, new ServiceKey(service[(slash + 1)..], service[..slash]));
        return found is null ? null : new ProviderTarget(found.Host, ClusterNames.Outbound(port, "", found.Host));
    }

    private static string Label(ObservabilityKey key, string name) => key.Labels.TryGetValue(name, out var value) ? value : "";
}
