using System.Text.Json.Nodes;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Debugging;

/// <summary>`/debug/findings`: what is wrong with the configuration, where, and what to do about it.</summary>
internal static class FindingsJson
{
    public static string Of(IReadOnlyList<Finding> findings) =>
        new JsonArray([.. findings.Select(Of)]).ToJsonString(JsonStyle.Indented) + "\n";

    private static JsonObject Of(Finding finding) => new()
    {
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["code"] = finding.Code.ToString(),
        ["resource"] = finding.Resource?.ToString(),
        ["path"] = finding.Path,
        ["message"] = finding.Message,
        ["fix"] = finding.Fix,
        ["origin"] = finding.Origin.ToString(),
    };
}
