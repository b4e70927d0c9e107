using System.CommandLine;
using Envoy.Admin.V3;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary><c>meshctl proxy-config endpoint</c>: endpoints with their health where an Envoy is asked, as assigned otherwise.</summary>
internal static class EndpointCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("endpoint", "Show endpoints: an Envoy's view with health and outlier state, or, from meshd or a config dump, as they were assigned");
        command.Aliases.Add("endpoints");
        command.Aliases.Add("ep");
        var input = new ProxyConfigInput(command, console);
        var (port, address) = Options();
        var filters = new EndpointFilter.Options(port, address);
        command.Add(address);
        command.Add(port);
        filters.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = input.Target(parsed);
            var filter = filters.Read(parsed);
            using var document = await target.ReadAsync(ProxyDocument.EndpointHealth, cancellation);
            if (!ObservedEndpoints.Holds(document.RootElement))
                EdsCommand.Print(EnvoyDump.Of(document, target.Description), filter, input, input.Format(parsed), console);
            else if (input.Format(parsed) == OutputFormat.Short)
                ObservedEndpoints.Build(document.RootElement, filter).WriteTo(console.Out);
            else
                input.PrintObjects(ObservedEndpoints.Select(document.RootElement, filter), ClusterStatus.Descriptor, input.Format(parsed));
            return 0;
        });
        return command;
    }

    public static (Option<int> Port, Option<string> Address) Options() => (
        new Option<int>("--port") { Description = "Endpoints on this port", HelpName = "PORT" },
        new Option<string>("--address") { Description = "Endpoints at this address", HelpName = "ADDRESS", DefaultValueFactory = _ => "" });
}
