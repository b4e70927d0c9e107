using System.Text.Json;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Operations of EnvoyFilters fit what they are applied to, and do not hang on the order of filters by chance.</summary>
internal sealed class EnvoyFilterOperationAnalyzer : IAnalyzer
{
    public string Name => "envoyfilter.EnvoyPatchAnalyzer";

    public string Description => "Checks the operations of EnvoyFilters";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.EnvoyFilter];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var versioned = new HashSet<string>();
        foreach (var filter in snapshot.Of<EnvoyFilter>(KindCatalog.EnvoyFilter))
        {
            for (var i = 0; i < filter.Spec.ConfigPatches.Count; i++)
            {
                var patch = filter.Spec.ConfigPatches[i];
                if (patch.Patch is { } change)
                {
                    Check(filter, $"spec.configPatches[{i}]", patch.ApplyTo, change.Operation, versioned.Contains(NameOf(patch)), report);
                    if (patch.Match?.Proxy is { ProxyVersion.Length: > 0 })
                    {
                        versioned.Add(NameOf(patch));
                    }
                }
            }
        }
    }

    private static void Check(Resource<EnvoyFilter> filter, string path, EnvoyFilterApplyTo applyTo, EnvoyFilterOperation operation, bool isVersioned, AnalysisReport report)
    {
        var isRouteConfiguration = applyTo is EnvoyFilterApplyTo.RouteConfiguration or EnvoyFilterApplyTo.HttpRoute;
        switch (operation)
        {
            case EnvoyFilterOperation.Add when isRouteConfiguration:
                report.Tell(
                    AnalysisCodes.AddUsedIncorrectly, filter, path, "The ADD operation will be ignored when applyTo is set to ROUTE_CONFIGURATION, or HTTP_ROUTE.",
                    "use MERGE, or apply it to VIRTUAL_HOST");
                break;
            case EnvoyFilterOperation.Remove when isRouteConfiguration:
                report.Tell(
                    AnalysisCodes.RemoveUsedIncorrectly, filter, path, "The REMOVE operation will be ignored when applyTo is set to ROUTE_CONFIGURATION, or HTTP_ROUTE.",
                    "use MERGE, or apply it to VIRTUAL_HOST");
                break;
            case EnvoyFilterOperation.Replace when applyTo is not (EnvoyFilterApplyTo.HttpFilter or EnvoyFilterApplyTo.NetworkFilter or EnvoyFilterApplyTo.VirtualHost):
                report.Tell(AnalysisCodes.ReplaceUsedIncorrectly, filter, path, "The REPLACE operation is only valid for HTTP_FILTER and NETWORK_FILTER.", "use MERGE");
                break;
            case EnvoyFilterOperation.Remove or EnvoyFilterOperation.Replace or EnvoyFilterOperation.InsertBefore or EnvoyFilterOperation.InsertAfter when filter.Spec.Priority == 0:
                TellRelative(filter, path, isVersioned, report);
                break;
        }
    }

    private static void TellRelative(Resource<EnvoyFilter> filter, string path, bool isVersioned, AnalysisReport report)
    {
        const string Fix = "set spec.priority, or use INSERT_FIRST or ADD";
        if (isVersioned)
        {
            report.Tell(
                AnalysisCodes.RelativeOperationWithVersion, filter, path,
                "This EnvoyFilter does not have a priority and has a relative patch operation (NSTERT_BEFORE/AFTER, REPLACE, MERGE, DELETE) and proxyVersion set which can cause the EnvoyFilter not to be applied during an upgrade. Using the INSERT_FIRST or ADD option or setting the priority may help in ensuring the EnvoyFilter is applied correctly.",
                Fix);
            return;
        }

        report.Tell(
            AnalysisCodes.RelativeOperation, filter, path,
            "This EnvoyFilter does not have a priority and has a relative patch operation set which can cause the EnvoyFilter not to be applied. Using the INSERT_FIRST of ADD option or setting the priority may help in ensuring the EnvoyFilter is applied correctly.",
            Fix);
    }

    private static string NameOf(EnvoyConfigObjectPatch patch) =>
        patch.Patch?.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : patch.Match?.Listener?.FilterChain?.Filter?.Name ?? "";
}
