using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Observability;

/// <summary>Which Telemetry objects apply to a workload (traffic specification 10.1).</summary>
public static class TelemetrySelection
{
    /// <summary>The objects in force, outermost first.</summary>
    /// <param name="root">Objects of the root namespace; those with a selector are of no effect outside of it.</param>
    /// <param name="own">Objects of the workload's namespace.</param>
    /// <param name="labels">Labels of the workload.</param>
    /// <param name="ownIsRoot">True where the workload is in the root namespace.</param>
    public static TelemetryView Select(
        IReadOnlyList<Resource<Telemetry>> root, IReadOnlyList<Resource<Telemetry>> own, EquatableMap<string, string> labels, bool ownIsRoot)
    {
        var applied = new List<Resource<Telemetry>>();
        if (Oldest(root.Where(IsNamespaceWide)) is { } mesh)
        {
            applied.Add(mesh);
        }

        if (!ownIsRoot && Oldest(own.Where(IsNamespaceWide)) is { } ofNamespace)
        {
            applied.Add(ofNamespace);
        }

        applied.AddRange(InOrder(own).Where(item => Selects(item.Spec, labels)));
        return applied.Count == 0 ? TelemetryView.None : new TelemetryView([.. applied]);
    }

    private static bool IsNamespaceWide(Resource<Telemetry> item) =>
        item.Spec.Selector is null or { MatchLabels.Count: 0 } && item.Spec.TargetRef is null && item.Spec.TargetRefs.Count == 0;

    private static bool Selects(Telemetry spec, EquatableMap<string, string> labels) =>
        spec is { TargetRef: null, TargetRefs.Count: 0, Selector.MatchLabels: { Count: > 0 } wanted }
        && wanted.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);

    private static Resource<Telemetry>? Oldest(IEnumerable<Resource<Telemetry>> items) => InOrder(items).FirstOrDefault();

    private static IOrderedEnumerable<Resource<Telemetry>> InOrder(IEnumerable<Resource<Telemetry>> items) =>
        items.OrderBy(item => item.Meta.Created).ThenBy(item => item.Name, StringComparer.Ordinal);
}
