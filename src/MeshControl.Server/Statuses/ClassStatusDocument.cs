using System.Text.Json.Nodes;

namespace MeshControl.Server.Statuses;

/// <summary>The status of a GatewayClass of ours.</summary>
internal sealed class ClassStatusDocument : IStatusDocument
{
    public JsonObject? Over(JsonObject? current, long generation, DateTimeOffset now)
    {
        var wanted = new JsonObject
        {
            ["conditions"] = ConditionList.Write([new("Accepted", true, "Accepted", "")], current?["conditions"] as JsonArray, generation, now, keepsOthers: false),
        };
        return ConditionList.Says(current, wanted) ? null : wanted;
    }
}
