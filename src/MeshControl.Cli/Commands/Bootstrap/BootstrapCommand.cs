using System.CommandLine;
using MeshControl.Generation.Bootstrap;

namespace MeshControl.Cli.Commands.Bootstrap;

/// <summary><c>meshctl bootstrap</c>: what to start an Envoy with, so that it takes its configuration from meshd.</summary>
internal static class BootstrapCommand
{
    public static Command Create(CommandConsole console)
    {
        var folders = new Option<DirectoryInfo[]>("--filename", "-f") { Description = "Folder of YAML that holds the Pod (repeatable)", Required = true };
        var meshConfig = new Option<FileInfo?>("--mesh-config") { Description = "Mesh configuration; default: meshconfig.yaml in the folder" };
        var proxy = new Option<string>("--proxy") { Description = "sidecar:POD.NAMESPACE or router:POD.NAMESPACE", Required = true };
        var discovery = new Option<string>("--xds-address") { Description = "HOST:PORT of meshd's ADS", DefaultValueFactory = _ => "127.0.0.1:15010" };
        var token = new Option<string?>("--token-file") { Description = "File with the proxy's token, as Envoy sees it; needs --root-cert", HelpName = "FILE" };
        var root = new Option<string?>("--root-cert") { Description = "File with the mesh's roots, as Envoy sees it: meshd is then spoken to over TLS", HelpName = "FILE" };
        var admin = new Option<int>("--admin-port") { Description = "Port of Envoy's admin interface, on loopback", DefaultValueFactory = _ => 15000 };
        var readiness = new Option<int>("--readiness-port")
        {
            Description = "Port of /healthz/ready; 0 for none", DefaultValueFactory = _ => BootstrapRequest.DefaultReadinessPort,
        };
        var metrics = new Option<int>("--metrics-port")
        {
            Description = "Port of /stats/prometheus; 0 for none", DefaultValueFactory = _ => BootstrapRequest.DefaultMetricsPort,
        };
        var wholeState = new Option<bool>("--state-of-the-world") { Description = "Use state of the world xDS instead of delta" };
        var output = new Option<string>("--output", "-o") { Description = "json or yaml", DefaultValueFactory = _ => "json" };
        output.AcceptOnlyFromAmong("json", "yaml");
        var command = new Command("bootstrap", "Print an Envoy bootstrap that takes its configuration from meshd")
        {
            folders, meshConfig, proxy, discovery, token, root, admin, readiness, metrics, wholeState, output,
        };
        command.SetAction(parsed => new BootstrapRun(console).Run(new BootstrapOptions
        {
            Folders = parsed.GetRequiredValue(folders),
            MeshConfig = parsed.GetValue(meshConfig),
            Proxy = parsed.GetRequiredValue(proxy),
            Discovery = parsed.GetRequiredValue(discovery),
            TokenFile = parsed.GetValue(token),
            RootCertificate = parsed.GetValue(root),
            AdminPort = parsed.GetValue(admin),
            ReadinessPort = parsed.GetValue(readiness),
            MetricsPort = parsed.GetValue(metrics),
            UsesStateOfTheWorld = parsed.GetValue(wholeState),
            Output = parsed.GetRequiredValue(output),
        }));
        return command;
    }
}
