using MeshControl.Incremental;
using MeshControl.Model.Observability;

namespace MeshControl.Model.Facts;

/// <summary>What workloads report: access logs and traces.</summary>
public sealed class TelemetryFacts
{
    public TelemetryFacts(Graph graph, ResourceFacts resources, SettingsFacts settings) =>
        Applied = new(graph, "telemetry", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            var ofRoot = read.Items(resources.Telemetries.ByNamespace, root);
            return key.Namespace == root
                ? TelemetrySelection.Select(ofRoot, ofRoot, key.Labels, ownIsRoot: true)
                : TelemetrySelection.Select(ofRoot, read.Items(resources.Telemetries.ByNamespace, key.Namespace), key.Labels, ownIsRoot: false);
        });

    /// <summary>The Telemetry objects of a workload, outermost first.</summary>
    public Derived<TelemetryKey, TelemetryView> Applied { get; }
}
