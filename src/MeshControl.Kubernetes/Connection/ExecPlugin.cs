using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MeshControl.Kubernetes.Connection;

/// <summary>A command that prints an ExecCredential (client.authentication.k8s.io), as a kubeconfig's user names it.</summary>
internal sealed record ExecPlugin(
    string ApiVersion, string Command, ImmutableArray<string> Arguments, ImmutableArray<KeyValuePair<string, string>> Environment, string? InstallHint, string Info)
{
    public static ExecPlugin Read(KubeconfigEntry exec, KubeconfigEntry cluster, string context)
    {
        var version = exec["apiVersion"];
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
            throw new KubeconfigException($"the exec plugin of context '{context}' has apiVersion '{version}'; v1 and v1beta1 of client.authentication.k8s.io are known");
        if (exec["interactiveMode"] is "Always")
            throw new KubeconfigException($"the exec plugin of context '{context}' wants a terminal (interactiveMode: Always)");
        var command = exec["command"] ?? throw new KubeconfigException($"the exec plugin of context '{context}' has no command");
        return new ExecPlugin(
            version,
            // With a slash it is a path beside the kubeconfig, without one it is looked up on the PATH.
            command.Contains('/') ? exec.FilePath("command")! : command,
            [.. exec.Strings("args")],
            [.. exec.Items("env").Where(item => item["name"] is not null).Select(item => KeyValuePair.Create(item["name"]!, item["value"] ?? ""))],
            exec["installHint"],
            InfoFor(version, exec.Flag("provideClusterInfo") ? cluster : null));
    }

    /// <summary>What the plugin finds in KUBERNETES_EXEC_INFO.</summary>
    private static string InfoFor(string version, KubeconfigEntry? cluster)
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (cluster is not null)
        {
            spec["cluster"] = new JsonObject
            {
                ["server"] = cluster["server"],
                ["certificate-authority-data"] = cluster.Text("certificate-authority") is { } pem ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem)) : null,
                ["insecure-skip-tls-verify"] = cluster.Flag("insecure-skip-tls-verify"),
            };
        }

        return new JsonObject { ["apiVersion"] = version, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }
}
