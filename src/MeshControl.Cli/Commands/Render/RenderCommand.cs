using System.CommandLine;

namespace MeshControl.Cli.Commands.Render;

/// <summary><c>meshctl render</c>: what a folder of YAML means for its proxies, without a server.</summary>
internal static class RenderCommand
{
    public static Command Create(CommandConsole console)
    {
        var folders = new Option<DirectoryInfo[]>("--filename", "-f") { Description = "Folder of Kubernetes and Istio YAML (repeatable)", Required = true };
        var meshConfig = new Option<FileInfo?>("--mesh-config") { Description = "Mesh configuration; default: meshconfig.yaml in the folder" };
        var proxies = new Option<string[]>("--proxy") { Description = "Proxy to render: sidecar:POD.NAMESPACE or router:POD.NAMESPACE (repeatable)" };
        var proxyFile = new Option<FileInfo?>("--proxies") { Description = "File with one proxy a line: 'sidecar POD.NAMESPACE' or 'router POD.NAMESPACE'" };
        var output = new Option<string>("--output", "-o") { Description = "json, yaml or short", DefaultValueFactory = _ => "json" };
        output.AcceptOnlyFromAmong("json", "yaml", "short");
        var outFolder = new Option<DirectoryInfo?>("--out") { Description = "Write one POD.NAMESPACE.json (or .yaml, .txt) a proxy into this folder" };
        var why = new Option<bool>("--why") { Description = "Print which objects made each resource" };
        var command = new Command("render", "Print the Envoy configuration that a folder of YAML makes for its proxies")
        {
            folders, meshConfig, proxies, proxyFile, output, outFolder, why,
        };
        command.SetAction(parsed => new RenderRun(console).Run(new RenderRequest
        {
            Folders = parsed.GetRequiredValue(folders),
            MeshConfig = parsed.GetValue(meshConfig),
            Proxies = parsed.GetValue(proxies) ?? [],
            ProxyFile = parsed.GetValue(proxyFile),
            Output = parsed.GetRequiredValue(output),
            OutFolder = parsed.GetValue(outFolder),
            Why = parsed.GetValue(why),
        }));
        return command;
    }
}
