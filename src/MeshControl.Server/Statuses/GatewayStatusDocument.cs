using System.Text.Json.Nodes;
using MeshControl.Model.GatewayApi.Status;

namespace MeshControl.Server.Statuses;

/// <summary>The status of a Gateway (gateway.networking.k8s.io GatewayStatus).</summary>
internal sealed class GatewayStatusDocument(GatewayStatus status) : IStatusDocument
{
    private const string Group = "gateway.networking.k8s.io";

    public JsonObject? Over(JsonObject? current, long generation, DateTimeOffset now)
    {
        var wanted = new JsonObject
        {
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "Hostname", ["value"] = status.Address }),
            ["conditions"] = ConditionList.Write([Accepted(), Programmed()], current?["conditions"] as JsonArray, generation, now, keepsOthers: false),
            ["listeners"] = new JsonArray([.. status.Listeners.Select(listener => Listener(listener, current?["listeners"] as JsonArray, generation, now))]),
        };
        return ConditionList.Says(current, wanted) ? null : wanted;
    }

    private StatusCondition Accepted() => status.Listeners.Any(listener => !listener.IsServed)
        ? new("Accepted", status.Listeners.Any(listener => listener.IsServed), "ListenersNotValid", $"not served: {string.Join(", ", status.Listeners.Where(listener => !listener.IsServed).Select(listener => listener.Name))}")
        : new("Accepted", true, "Accepted", "");

    private StatusCondition Programmed() => !status.HasService
        ? new("Programmed", false, "AddressNotAssigned", $"there is no service {status.Address}; make it, or name the one of your gateway's pods in spec.addresses")
        : status.Listeners.Any(listener => listener.IsServed) ? new("Programmed", true, "Programmed", "") : new("Programmed", false, "Invalid", "no listener can be served");

    private static JsonNode Listener(ListenerStatus listener, JsonArray? current, long generation, DateTimeOffset now)
    {
        var before = current?.OfType<JsonObject>().FirstOrDefault(found => found["name"]?.GetValue<string>() == listener.Name)?["conditions"] as JsonArray;
        return new JsonObject
        {
            ["name"] = listener.Name,
            ["attachedRoutes"] = listener.AttachedRoutes,
            ["supportedKinds"] = new JsonArray([.. listener.SupportedKinds.Select(kind => (JsonNode)new JsonObject { ["group"] = Group, ["kind"] = kind })]),
            ["conditions"] = ConditionList.Write(
                [
                    new("Accepted", listener.Protocol.IsGood && !listener.IsConflicted, listener.IsConflicted ? "PortUnavailable" : listener.Protocol.Reason, listener.Protocol.Message),
                    new("Conflicted", listener.IsConflicted, listener.IsConflicted ? "HostnameConflict" : "NoConflicts", listener.IsConflicted ? "another listener has the same port with another protocol, or the same hostname" : ""),
                    new("ResolvedRefs", listener.References.IsGood, listener.References.Reason, listener.References.Message),
                    new("Programmed", listener.IsServed, listener.IsServed ? "Programmed" : "Invalid", ""),
                ],
                before, generation, now, keepsOthers: false),
        };
    }
}
