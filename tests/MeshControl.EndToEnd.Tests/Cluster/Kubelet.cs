using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshControl.Testing.Envoys;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>
/// Starts the proxy of an injected pod on this machine, exactly as the pod says: its arguments with the variables filled in, its token, the mesh's roots.
/// Only what a pod has for itself and processes share is exchanged: paths of mounts, and ports of Envoy's own listeners.
/// </summary>
internal sealed partial class Kubelet(Operator user, DirectoryInfo mounts)
{
    // What the launcher of tests sets for every Envoy.
    private static readonly string[] OwnOptions = ["--concurrency", "--log-level", "--component-log-level"];

    public async Task<EnvoyProcess> StartProxyAsync(JsonNode pod, string address)
    {
        var container = pod["spec"]!["containers"]!.AsArray().Single(found => (string)found!["name"]! == "istio-proxy")!;
        var folder = await MountAsync(pod);
        var variables = Variables(container, pod, address);
        var arguments = container["args"]!.AsArray().Select(argument => Fill((string)argument!, variables)).ToList();
        var bootstrap = Value(arguments, "--config-yaml");
        foreach (var option in OwnOptions.Append("--config-yaml"))
        {
            if (arguments.IndexOf(option) is >= 0 and var at)
            {
                arguments.RemoveRange(at, 2);
            }
        }

        arguments.Remove("--disable-hot-restart");

        bootstrap = bootstrap.Replace("/var/run/secrets/", folder + "/", StringComparison.Ordinal);
        foreach (var port in new[] { "15020", "15021", "15090" })
        {
            bootstrap = PortOf(port).Replace(bootstrap, $"\"${{name}}\":{FreePort.Next()}");
        }

        bootstrap = PortOf("15000").Replace(bootstrap, "\"${name}\":{admin}");
        return EnvoyProcess.Launch(new EnvoyOptions { Bootstrap = bootstrap, Arguments = arguments });
    }

    /// <summary>The token and the roots, where the pod's volumes would be.</summary>
    private async Task<string> MountAsync(JsonNode pod)
    {
        var (ns, name) = ((string)pod["metadata"]!["namespace"]!, (string)pod["metadata"]!["name"]!);
        var folder = mounts.CreateSubdirectory(name);
        var volumes = pod["spec"]!["volumes"]!.AsArray();
        var token = volumes.Single(volume => (string)volume!["name"]! == "istio-token")!["projected"]!["sources"]![0]!["serviceAccountToken"]!;
        var roots = volumes.Single(volume => (string)volume!["name"]! == "istiod-ca-cert")!["configMap"]!;
        Directory.CreateDirectory(Path.Combine(folder.FullName, "tokens"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "istio"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "tokens", (string)token["path"]!), await user.TokenAsync(ns, (string)pod["spec"]!["serviceAccountName"]!, (string)token["audience"]!));
        foreach (var (file, text) in (JsonObject)(await user.GetAsync("configmap", (string)roots["name"]!, "--namespace", ns))["data"]!)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "istio", file), (string)text!);
        }

        return folder.FullName;
    }

    private static Dictionary<string, string> Variables(JsonNode container, JsonNode pod, string address)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container["env"]!.AsArray())
        {
            var field = (string?)variable!["valueFrom"]?["fieldRef"]?["fieldPath"];
            variables[(string)variable["name"]!] = field switch
            {
                null => Fill((string?)variable["value"] ?? "", variables),
                "metadata.name" => (string)pod["metadata"]!["name"]!,
                "metadata.namespace" => (string)pod["metadata"]!["namespace"]!,
                "status.podIP" or "status.podIPs" or "status.hostIP" => address,
                "spec.serviceAccountName" => (string)pod["spec"]!["serviceAccountName"]!,
                _ => "",
            };
        }

        return variables;
    }

    // $(NAME) is a variable's value where there is one, $$ a dollar.
    private static string Fill(string text, Dictionary<string, string> variables) => Variable().Replace(
        text, match => match.Value == "$$" ? "$" : variables.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    private static string Value(List<string> arguments, string option) => arguments[arguments.IndexOf(option) + 1];

    private static Regex PortOf(string port) => new($"\"(?<name>portValue|port_value)\": ?{port}\\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\$\$|\$\((?<name>[A-Za-z_][A-Za-z0-9_.-]*)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
