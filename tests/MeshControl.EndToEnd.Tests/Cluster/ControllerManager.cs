using System.Text.Json.Nodes;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>What the controllers of a cluster would do, of which an API server alone has none: pods of deployments, addresses, endpoints.</summary>
internal sealed class ControllerManager(Operator user)
{
    /// <summary>A pod of a deployment, as its ReplicaSet makes one.</summary>
    public async Task<JsonNode> StartPodAsync(string @namespace, string deployment)
    {
        var template = (await user.GetAsync("deployment", deployment, "--namespace", @namespace))["spec"]!["template"]!;
        var metadata = (JsonObject)template["metadata"]!.DeepClone();
        metadata["generateName"] = deployment + "-5d8f-";
        metadata["namespace"] = @namespace;
        var pod = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template["spec"]!.DeepClone() };
        return await user.GetAsync(await NameAsync(pod.ToJsonString()), "--namespace", @namespace);
    }

    public async Task<JsonNode> CreatePodAsync(string yaml, string @namespace) => await user.GetAsync(await NameAsync(yaml), "--namespace", @namespace);

    /// <summary>Says that a pod runs, under an address.</summary>
    public async Task RunAsync(JsonNode pod, string address)
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ");
        var status = $$$"""
            {"status":{"phase":"Running","podIP":"{{{address}}}","podIPs":[{"ip":"{{{address}}}"}],"startTime":"{{{now}}}",
             "conditions":[{"type":"Ready","status":"True","lastTransitionTime":"{{{now}}}"}]}}
            """;
        var (ns, name) = ((string)pod["metadata"]!["namespace"]!, (string)pod["metadata"]!["name"]!);
        // kubectl of this age has no --subresource.
        var stored = (JsonObject)await user.GetAsync("pod", name, "--namespace", ns);
        stored["status"] = JsonNode.Parse(status)!["status"]!.DeepClone();
        await user.KubectlAsync("replace", "--raw", $"/api/v1/namespaces/{ns}/pods/{name}/status", "-f", user.Write("status.json", stored.ToJsonString()));
    }

    /// <summary>Says which pod answers for a service, and at which port.</summary>
    public Task<string> EndpointsAsync(string @namespace, string service, JsonNode pod, string address, int port) => user.KubectlAsync("apply", "-f", user.Write("endpoints.yaml", $$$"""
        apiVersion: v1
        kind: Endpoints
        metadata: {name: {{{service}}}, namespace: {{{@namespace}}}}
        subsets:
        - addresses:
          - ip: {{{address}}}
            targetRef: {kind: Pod, name: {{{pod["metadata"]!["name"]}}}, namespace: {{{@namespace}}}}
          ports: [{name: http, port: {{{port}}}}]
        """));

    private async Task<string> NameAsync(string text) => (await user.CreateAsync(text)).Trim();
}
