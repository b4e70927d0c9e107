using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Model.GatewayApi.Status;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Server.Statuses;

/// <summary>The status of a route (gateway.networking.k8s.io RouteStatus): an entry for each parent of ours, those of other controllers left as they are.</summary>
internal sealed class RouteStatusDocument(RouteStatus status) : IStatusDocument
{
    private const string Controller = "istio.io/gateway-controller";

    public JsonObject? Over(JsonObject? current, long generation, DateTimeOffset now)
    {
        var there = (current?["parents"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var parents = new JsonArray();
        foreach (var other in there.Where(parent => parent["controllerName"]?.GetValue<string>() != Controller))
        {
            parents.Add(other.DeepClone());
        }

        foreach (var parent in status.Parents)
        {
            var reference = Reference(parent.Parent);
            var before = there.FirstOrDefault(found => found["controllerName"]?.GetValue<string>() == Controller && JsonNode.DeepEquals(found["parentRef"], reference));
            parents.Add(new JsonObject
            {
                ["parentRef"] = reference,
                ["controllerName"] = Controller,
                ["conditions"] = ConditionList.Write(
                    [Condition("Accepted", parent.Accepted), Condition("ResolvedRefs", parent.References)], before?["conditions"] as JsonArray, generation, now, keepsOthers: false),
            });
        }

        var wanted = new JsonObject { ["parents"] = parents };
        return ConditionList.Says(current, wanted) ? null : wanted;
    }

    private static StatusCondition Condition(string type, Verdict verdict) => new(type, verdict.IsGood, verdict.Reason, verdict.Message);

    private static JsonObject Reference(ParentReference parent)
    {
        var written = new JsonObject { ["group"] = parent.Group ?? "gateway.networking.k8s.io", ["kind"] = parent.Kind ?? "Gateway", ["name"] = parent.Name };
        if (parent.Namespace is { } ns)
        {
            written["namespace"] = ns;
        }

        if (parent.SectionName is { } section)
        {
            written["sectionName"] = section;
        }

        if (parent.Port is { } port)
        {
            written["port"] = port;
        }

        return written;
    }
}
