using System.Text.Json.Nodes;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Statuses;

/// <summary>
/// The status of an object of Istio's groups (istio.meta.v1alpha1.IstioStatus): Accepted tells whether the mesh uses this version of it, Programmed whether
/// proxies refuse what came of it.
/// </summary>
internal sealed class IstioStatus(ObjectState state, string? refusal) : IStatusDocument
{
    private const int MaxMessages = 20;

    public JsonObject? Over(JsonObject? current, long generation, DateTimeOffset now)
    {
        var wanted = new JsonObject
        {
            ["conditions"] = ConditionList.Write([Accepted(), Programmed()], current?["conditions"] as JsonArray, generation, now, keepsOthers: true),
            ["validationMessages"] = new JsonArray([.. state.Findings.Take(MaxMessages).Select(Message)]),
            ["observedGeneration"] = generation,
        };
        return ConditionList.Says(current, wanted) ? null : wanted;
    }

    private StatusCondition Accepted()
    {
        var told = string.Join("; ", state.Findings.Where(finding => !state.IsRejected || finding.Severity == FindingSeverity.Error).Select(Tell));
        return state.IsRejected
            ? new("Accepted", false, "Invalid", $"{told}. The last valid version stays in use")
            : new("Accepted", true, "Accepted", told);
    }

    private StatusCondition Programmed() => refusal is null ? new("Programmed", true, "Programmed", "") : new("Programmed", false, "Refused", refusal);

    private static string Tell(Finding finding) =>
        (finding.Path.Length > 0 ? $"{finding.Path}: " : "") + finding.Message + (finding.Fix.Length > 0 ? $"; {finding.Fix}" : "");

    private static JsonNode Message(Finding finding) => new JsonObject
    {
        ["type"] = new JsonObject { ["name"] = finding.Code.ToString(), ["code"] = finding.Code.ToString() },
        ["level"] = finding.Severity.ToString().ToUpperInvariant(),
    };
}
