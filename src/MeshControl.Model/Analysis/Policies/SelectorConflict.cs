using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>Finds objects of one kind that are for the same pods, where a pod may have only one.</summary>
internal static class SelectorConflict
{
    /// <summary>Objects with a selector that has no pods, and pods that more than one of them selects.</summary>
    public static void AmongSelectors<TSpec>(
        AnalysisSnapshot snapshot, AnalysisReport report, IEnumerable<Resource<TSpec>> all, Func<TSpec, IReadOnlyDictionary<string, string>?> selectorOf,
        string path, AnalysisCode code, string plural)
        where TSpec : class
    {
        var selecting = all.Where(resource => selectorOf(resource.Spec) is { Count: > 0 }).ToList();
        var pods = snapshot.Of<Pod>(KindCatalog.Pod).ToLookup(pod => pod.Namespace);
        foreach (var resource in selecting.Where(resource => snapshot.Covers(KindCatalog.Pod, resource.Namespace)))
        {
            if (!pods[resource.Namespace].Any(pod => Labels.Match(selectorOf(resource.Spec), pod)))
            {
                report.Tell(
                    AnalysisCodes.ReferencedResourceNotFound, resource, path, $"Referenced selector not found: \"{Labels.Write(selectorOf(resource.Spec))}\"",
                    "select labels that pods of this namespace have");
            }
        }

        foreach (var group in selecting.GroupBy(resource => resource.Namespace))
        {
            foreach (var pod in pods[group.Key])
            {
                var same = group.Where(resource => Labels.Match(selectorOf(resource.Spec), pod)).ToList();
                if (same.Count > 1)
                {
                    Tell(same, code, $"The {plural} [{Names(same)}] in namespace \"{group.Key}\" select the same workload pod \"{pod.Name}\", which can lead to undefined behavior.", report);
                }
            }
        }
    }

    /// <summary>More than one object without a selector in a namespace.</summary>
    public static void AmongDefaults<TSpec>(AnalysisReport report, IEnumerable<Resource<TSpec>> withoutSelector, AnalysisCode code, string plural)
        where TSpec : class
    {
        foreach (var group in withoutSelector.GroupBy(resource => resource.Namespace).Where(group => group.Count() > 1))
        {
            List<Resource<TSpec>> same = [.. group];
            Tell(same, code, $"The {plural} [{Names(same)}] in namespace \"{group.Key}\" have no workload selector, which can lead to undefined behavior.", report);
        }
    }

    private static string Names<TSpec>(List<Resource<TSpec>> resources)
        where TSpec : class => string.Join(' ', resources.Select(resource => resource.Name).Order(StringComparer.Ordinal));

    private static void Tell<TSpec>(List<Resource<TSpec>> same, AnalysisCode code, string text, AnalysisReport report)
        where TSpec : class
    {
        foreach (var resource in same)
        {
            report.Tell(code, resource, "metadata.name", text, "merge them, or let their selectors exclude each other");
        }
    }
}
