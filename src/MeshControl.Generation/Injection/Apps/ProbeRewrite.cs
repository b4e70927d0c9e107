using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Apps;

/// <summary>Leads the app's probes and hooks to the status port of the proxy (operations specification 1.11).</summary>
internal static class ProbeRewrite
{
    private static readonly (string Field, string Path)[] Probes = [("readinessProbe", "readyz"), ("livenessProbe", "livez"), ("startupProbe", "startupz")];
    private static readonly (string Field, string Path)[] Hooks = [("preStop", "prestopz"), ("postStart", "poststartz")];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket", "grpc"];

    /// <summary>Changes the containers and returns what was there, by path; a port that cannot be found is an error.</summary>
    public static JsonObject Apply(IEnumerable<JsonObject> containers, int statusPort, List<string> errors)
    {
        var map = new JsonObject();
        foreach (var container in containers)
        {
            var name = container.Text("name");
            foreach (var (field, path) in Probes)
            {
                Apply(container, container[field] as JsonObject, $"/app-health/{name}/{path}", field, Handlers, statusPort, map, errors);
            }

            foreach (var (field, path) in Hooks)
            {
                // A kubelet runs no other kind of hook over the network.
                Apply(container, container["lifecycle"]?[field] as JsonObject, $"/app-lifecycle/{name}/{path}", $"lifecycle.{field}", ["httpGet"], statusPort, map, errors);
            }
        }

        return map;
    }

    /// <summary>Puts back what <see cref="Apply(IEnumerable{JsonObject}, int, List{string})"/> took.</summary>
    public static void Undo(IEnumerable<JsonObject> containers, JsonObject map)
    {
        foreach (var container in containers)
        {
            var handlers = Probes.Select(probe => container[probe.Field] as JsonObject)
                .Concat(Hooks.Select(hook => container["lifecycle"]?[hook.Field] as JsonObject))
                .OfType<JsonObject>();
            foreach (var handler in handlers)
            {
                if (handler["httpGet"] is JsonObject request && map[request.Text("path")] is JsonObject original)
                {
                    handler.Remove("httpGet");
                    var kind = Handlers.First(original.ContainsKey);
                    handler[kind] = original[kind]!.DeepClone();
                }
            }
        }
    }

    private static void Apply(
        JsonObject container, JsonObject? probe, string path, string field, IEnumerable<string> kinds, int statusPort, JsonObject map, List<string> errors)
    {
        if (probe is null || kinds.FirstOrDefault(kind => probe[kind] is JsonObject) is not { } found)
        {
            return;
        }

        var handler = (JsonObject)probe[found]!.DeepClone();
        // With a host of its own the probe is not about this pod.
        if (handler.Text("host").Length > 0)
        {
            return;
        }

        if (Port(container, handler["port"]) is not { } port)
        {
            errors.Add($"container {container.Text("name")}: {field}.{found}.port {handler["port"]?.ToJsonString()} is no port of the container; name one of its ports or write the number");
            return;
        }

        if (port == statusPort)
        {
            return;
        }

        handler["port"] = port;
        map[path] = new JsonObject
        {
            [found] = handler,
            ["timeoutSeconds"] = probe.Number("timeoutSeconds") ?? 1,
            ["periodSeconds"] = probe.Number("periodSeconds") ?? 10,
        };
        probe.Remove(found);
        probe["httpGet"] = new JsonObject { ["path"] = path, ["port"] = statusPort, ["scheme"] = "HTTP" };
    }

    private static int? Port(JsonObject container, JsonNode? port)
    {
        if (port is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
        {
            return number.GetValue<int>();
        }

        var name = port?.ToString() ?? "";
        return int.TryParse(name, out var written) ? written : (int?)container.Items("ports").FirstOrDefault(item => item.Text("name") == name).Number("containerPort");
    }
}
