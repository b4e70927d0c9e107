using System.Text.Json.Nodes;
using MeshControl.Server.Engine;

namespace MeshControl.Server.Debugging;

/// <summary>`/debug/graph`: how often each derived value was built, and what the newest revision did.</summary>
internal static class GraphJson
{
    public static string Of(MeshEngine engine)
    {
        var statistics = engine.Statistics;
        var report = engine.Reports.Value;
        return new JsonObject
        {
            ["revision"] = report.Revision.Number,
            ["changedObjects"] = report.ChangedObjects,
            ["changedProxies"] = report.ChangedProxies,
            ["classes"] = report.Classes,
            ["derived"] = new JsonArray([.. statistics.Derived.OrderByDescending(derived => derived.Builds).Select(derived => new JsonObject
            {
                ["name"] = derived.Name,
                ["entries"] = derived.Entries,
                ["builds"] = derived.Builds,
                ["hits"] = derived.Hits,
                ["verified"] = derived.Verified,
                ["faults"] = derived.Faults,
            })]),
        }.ToJsonString(JsonStyle.Indented) + "\n";
    }
}
