using System.Text.Json.Nodes;
using MeshControl.Testing.Clusters;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>A real API server takes every injected pod.</summary>
public sealed class ShapesOnApiServerTests
{
    [ApiServerFact]
    public async Task Every_injected_pod_is_accepted()
    {
        await using var server = await RealApiServer.StartAsync();
        var pods = PodShape.Names.Select(name => (Name: name, Shape: PodShape.Read(name))).Select(entry => (entry.Name, entry.Shape.Inject().Pod, entry.Shape.Request().Namespace))
            .Where(entry => entry.Pod is not null).ToList();
        Assert.True(pods.Count >= 40, $"only {pods.Count} shapes are injected");
        foreach (var ns in pods.Select(pod => pod.Namespace).Distinct().Where(ns => ns != "default"))
        {
            Assert.Equal(0, (await server.KubectlAsync("create", "namespace", ns)).ExitCode);
        }

        var list = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray([.. pods.Select(pod => Named(ForAnyVersion(pod.Pod!), pod.Name, pod.Namespace))]),
        };
        var file = Path.Combine(Directory.CreateTempSubdirectory("mesh-shapes-").FullName, "pods.json");
        await File.WriteAllTextAsync(file, list.ToJsonString());

        var run = await server.KubectlAsync("create", "--dry-run=server", "--validate=true", "-f", file);

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.True(run.Error.Length == 0, run.Error);
        Assert.Equal(pods.Count, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("created", StringComparison.Ordinal)));
    }

    private static JsonObject Named(JsonObject pod, string name, string ns)
    {
        pod["metadata"]!["name"] = name;
        pod["metadata"]!["namespace"] = ns;
        // The server of tests has no controller that makes service accounts, and so leaves this to us.
        pod["spec"]!["serviceAccountName"] ??= "default";
        return pod;
    }

    // Servers before 1.29 do not know native sidecars and refuse their probes; the same container is checked as an ordinary one, which any server knows.
    private static JsonObject ForAnyVersion(JsonObject injected)
    {
        var pod = (JsonObject)injected.DeepClone();
        if (pod.Containers("initContainers").FirstOrDefault(container => container["restartPolicy"] is not null) is { } native)
        {
            pod["spec"]!["initContainers"]!.AsArray().Remove(native);
            native.Remove("restartPolicy");
            pod["spec"]!["containers"]!.AsArray().Add((JsonNode)native);
        }

        return pod;
    }
}
