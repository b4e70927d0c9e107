using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Cli.Commands.Render;
using MeshControl.Cli.Output;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Rendering;

namespace MeshControl.Cli.Commands.Bootstrap;

/// <summary>Finds the Pod, makes its proxy's identity, prints the bootstrap.</summary>
internal sealed class BootstrapRun(CommandConsole console)
{
    public int Run(BootstrapOptions options)
    {
        var name = ProxyName.Parse(options.Proxy);
        var (host, port) = ParseAddress(options.Discovery);
        var mesh = FolderReader.Read(options.Folders, options.MeshConfig);
        var pipeline = new RenderPipeline();
        pipeline.Commit(mesh.Resources, mesh.Settings);
        var proxy = pipeline.IdentityOf(name.Type, name.Namespace, name.Pod)
            ?? throw new CommandException($"there is no pod {name.Id} with an address in the given folders");
        var bootstrap = ResourceJson.Of(BootstrapRenderer.Render(new BootstrapRequest
        {
            Proxy = proxy,
            DiscoveryHost = host,
            DiscoveryPort = port,
            Credentials = Credentials(options),
            AdminPort = options.AdminPort,
            ReadinessPort = options.ReadinessPort,
            MetricsPort = options.MetricsPort,
            UsesStateOfTheWorld = options.UsesStateOfTheWorld,
            Config = mesh.Settings.Mesh.DefaultConfig ?? new(),
        }));
        Print(bootstrap, options.Output);
        return 0;
    }

    private void Print(JsonObject bootstrap, string format)
    {
        if (format == "yaml")
        {
            YamlWriter.Write(console.Out, JsonSerializer.SerializeToElement(bootstrap));
        }
        else
        {
            console.Out.Write(bootstrap.ToJsonString(JsonStyle.Indented) + "\n");
        }
    }

    private static BootstrapCredentials? Credentials(BootstrapOptions options) => (options.TokenFile, options.RootCertificate) switch
    {
        (null, null) => null,
        ({ } token, { } root) => new BootstrapCredentials(root, token),
        _ => throw new CommandException("--token-file and --root-cert go together: a token must not be sent to a server that nobody verified"),
    };

    private static (string Host, int Port) ParseAddress(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], out var port) && port is > 0 and < 65536
            ? (text[..colon].Trim('[', ']'), port)
            : throw new CommandException($"'{text}' is no address; write HOST:PORT");
    }
}
