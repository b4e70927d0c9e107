using System.CommandLine;
using Envoy.Config.Listener.V3;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary><c>meshctl proxy-config listener</c>.</summary>
internal static class ListenerCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("listener", "Show listeners: what each filter chain takes, and where it sends it");
        command.Aliases.Add("listeners");
        command.Aliases.Add("l");
        var input = new ProxyConfigInput(command, console);
        var port = new Option<int>("--port") { Description = "Listeners on this port", HelpName = "PORT" };
        var address = new Option<string>("--address") { Description = "Listeners on this address", HelpName = "IP", DefaultValueFactory = _ => "" };
        var verbose = VerboseOption.Create("One row a filter chain; --verbose=false prints one row a listener");
        var filters = new ListenerFilter.Options(port, address);
        command.Add(port);
        command.Add(address);
        filters.AddTo(command);
        command.Add(verbose);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            var listeners = ListenerTable.Select(dump, filters.Read(parsed));
            if (format == OutputFormat.Short)
                ListenerTable.Build(listeners, parsed.GetValue(verbose), named: false).WriteTo(console.Out);
            else
                input.PrintObjects(listeners, Listener.Descriptor, format);
        }, cancellation));
        return command;
    }
}
