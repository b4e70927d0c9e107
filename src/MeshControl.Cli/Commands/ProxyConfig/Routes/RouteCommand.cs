using System.CommandLine;
using Envoy.Config.Route.V3;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Routes;

/// <summary><c>meshctl proxy-config route</c>.</summary>
internal static class RouteCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("route", "Show routes: which hosts and paths each table knows, and which VirtualService made each");
        command.Aliases.Add("routes");
        command.Aliases.Add("r");
        var input = new ProxyConfigInput(command, console);
        var name = NameOption();
        var verbose = VerboseOption.Create("One row a route; --verbose=false prints one row a table");
        command.Add(name);
        command.Add(verbose);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            var tables = RouteTable.Select(dump, parsed.GetValue(name)!);
            if (format == OutputFormat.Short)
                RouteTable.Build(tables, parsed.GetValue(verbose), named: false).WriteTo(console.Out);
            else
                input.PrintObjects(tables, RouteConfiguration.Descriptor, format);
        }, cancellation));
        return command;
    }

    public static Option<string> NameOption() =>
        new("--name") { Description = "The route table of exactly this name", HelpName = "TABLE", DefaultValueFactory = _ => "" };
}
