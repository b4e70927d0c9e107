using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>Runs analyzers over a snapshot.</summary>
public static class MeshAnalysis
{
    private static readonly string[] SuppressAnnotations = ["galley.istio.io/analyze-suppress", "meshcontrol.io/analyze-suppress"];

    /// <summary>Those of the catalog that are named, or all; what is suppressed by flag or by an object's annotation is left out.</summary>
    public static AnalysisResult Run(AnalysisSnapshot snapshot, IReadOnlyCollection<string>? names = null, IReadOnlyCollection<Suppression>? suppressions = null)
    {
        var chosen = AnalyzerCatalog.All.Where(analyzer => names is not { Count: > 0 } || names.Contains(analyzer.Name)).ToList();
        var executed = chosen.Where(analyzer => CanRun(analyzer, snapshot)).ToList();
        var report = new AnalysisReport();
        foreach (var analyzer in executed)
        {
            analyzer.Analyze(snapshot, report);
        }

        var suppressed = snapshot.All
            .Select(resource => (resource.Key, Codes: SuppressAnnotations.Select(name => resource.Meta.Annotations.GetValueOrDefault(name, "")).Where(text => text.Length > 0).ToList()))
            .Where(entry => entry.Codes.Count > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Codes.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal));
        var messages = report.Messages
            .Where(message => suppressions?.Any(suppression => suppression.Covers(message)) != true)
            .Where(message => message.Resource is not { } key || !suppressed.TryGetValue(key, out var codes) || !(codes.Contains("*") || codes.Contains(message.Code.Id)))
            .DistinctBy(message => (message.Code, message.Origin, message.Text, message.Path))
            .OrderByDescending(message => message.Level)
            .ThenBy(message => message.Code.Id, StringComparer.Ordinal)
            .ThenBy(message => message.Origin, StringComparer.Ordinal)
            .ThenBy(message => message.Place.Line)
            .ThenBy(message => message.Text, StringComparer.Ordinal);
        return new([.. messages], executed, [.. chosen.Except(executed)]);
    }

    private static bool CanRun(IAnalyzer analyzer, AnalysisSnapshot snapshot) =>
        !analyzer.Inputs.Any(kind => snapshot.Unread.Contains(kind.Id)) && (snapshot.IsComplete || analyzer.Inputs.All(kind => kind.HasFullSchema || snapshot.Has(kind)));
}
