using System.Diagnostics.Metrics;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Engine;

/// <summary>Figures of the engine on the meter `MeshControl.Engine`: istiod's names where the meaning is the same.</summary>
internal sealed class EngineMetrics : IDisposable
{
    private readonly Meter _meter = new("MeshControl.Engine");
    private readonly Counter<long> _triggers;
    private readonly Histogram<double> _publish;

    public EngineMetrics(MeshEngine engine)
    {
        _triggers = _meter.CreateCounter<long>("pilot_push_triggers", null, "Changed objects, by kind.");
        _publish = _meter.CreateHistogram<double>("pilot_pushcontext_init_seconds", "s", "Time from taking a batch of changes to having published it.");
        _meter.CreateObservableGauge("meshcontrol_revision", () => engine.Reports.Value.Revision.Number, null, "Newest published revision.");
        _meter.CreateObservableGauge("meshcontrol_proxy_classes", () => engine.Reports.Value.Classes, null, "Classes among the connected proxies at the newest revision.");
        _meter.CreateObservableGauge("meshcontrol_objects", () => engine.State.ResourceCount, null, "Objects in use.");
        _meter.CreateObservableGauge("meshcontrol_findings", () => Findings(engine), null, "Findings about the configuration, by severity.");
    }

    public void Changed(ChangeSet changes)
    {
        foreach (var kind in changes.Changes.GroupBy(change => change.Key.Kind))
        {
            _triggers.Add(kind.Count(), new KeyValuePair<string, object?>("type", kind.Key));
        }
    }

    public void Published(TimeSpan time) => _publish.Record(time.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> Findings(MeshEngine engine) => engine.Findings
        .GroupBy(finding => finding.Severity)
        .Select(group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("severity", SeverityName(group.Key))));

    private static string SeverityName(FindingSeverity severity) => severity.ToString().ToLowerInvariant();
}
