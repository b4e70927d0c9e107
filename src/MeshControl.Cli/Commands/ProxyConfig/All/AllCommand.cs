using System.CommandLine;
using MeshControl.Cli.Commands.ProxyConfig.Bootstrap;
using MeshControl.Cli.Commands.ProxyConfig.Clusters;
using MeshControl.Cli.Commands.ProxyConfig.Endpoints;
using MeshControl.Cli.Commands.ProxyConfig.Listeners;
using MeshControl.Cli.Commands.ProxyConfig.Routes;
using MeshControl.Cli.Commands.ProxyConfig.Secrets;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.All;

/// <summary><c>meshctl proxy-config all</c>: every table one after another, or the whole dump.</summary>
internal static class AllCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("all", "Show everything: bootstrap, clusters, listeners, routes, secrets, endpoints");
        command.Aliases.Add("a");
        var input = new ProxyConfigInput(command, console);
        var port = new Option<int>("--port") { Description = "Clusters, listeners and endpoints of this port", HelpName = "PORT" };
        var address = new Option<string>("--address") { Description = "Listeners and endpoints at this address", HelpName = "ADDRESS", DefaultValueFactory = _ => "" };
        var routeName = RouteCommand.NameOption();
        var verbose = VerboseOption.Create("Rows of filter chains and routes; --verbose=false prints one row a listener or table");
        var headers = new Option<bool>("--with-headers") { Description = "Print a heading above each table" };
        var clusters = new ClusterFilter.Options(port);
        var listeners = new ListenerFilter.Options(port, address);
        var endpoints = new EndpointFilter.Options(port, address);
        clusters.AddTo(command);
        command.Add(port);
        command.Add(address);
        listeners.AddTo(command);
        command.Add(routeName);
        endpoints.AddTo(command);
        command.Add(verbose);
        command.Add(headers);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.ConfigWithEndpoints, (dump, format) =>
        {
            if (format != OutputFormat.Short)
            {
                var json = new JsonPrinter();
                json.Value(dump.Root, sorted: false);
                input.PrintJson(json.ToString(), format);
                return;
            }
            var show = parsed.GetValue(verbose);
            var parts = new (string Title, Action Print)[]
            {
                ("BOOTSTRAP INFO", () => VersionSummary.Write(console.Out, VersionSummary.Select(dump))),
                ("CLUSTER INFO", () => ClusterTable.Build(ClusterTable.Select(dump, clusters.Read(parsed)), named: true).WriteTo(console.Out)),
                ("LISTENER INFO", () => ListenerTable.Build(ListenerTable.Select(dump, listeners.Read(parsed)), show, named: true).WriteTo(console.Out)),
                ("ROUTE INFO", () => RouteTable.Build(RouteTable.Select(dump, parsed.GetValue(routeName)!), show, named: true).WriteTo(console.Out)),
                ("SECRET INFO", () => SecretTable.Write(console.Out, dump, console.Clock.GetUtcNow(), named: true)),
                ("ENDPOINTS INFO", () => AssignedEndpoints.Build(AssignedEndpoints.Select(dump, endpoints.Read(parsed)), named: true).WriteTo(console.Out)),
            };
            for (var part = 0; part < parts.Length; part++)
            {
                if (part > 0)
                    console.Out.WriteLine();
                if (parsed.GetValue(headers))
                    console.Out.WriteLine($"------ {parts[part].Title} ------\n");
                parts[part].Print();
            }
        }, cancellation));
        return command;
    }
}
