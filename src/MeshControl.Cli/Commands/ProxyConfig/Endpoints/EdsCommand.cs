using System.CommandLine;
using Envoy.Config.Endpoint.V3;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary><c>meshctl proxy-config eds</c>: endpoints as they were assigned, with locality.</summary>
internal static class EdsCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("eds", "Show endpoints as they were assigned, with their locality");
        var input = new ProxyConfigInput(command, console);
        var (port, address) = EndpointCommand.Options();
        var filters = new EndpointFilter.Options(port, address);
        command.Add(address);
        command.Add(port);
        filters.AddTo(command);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.ConfigWithEndpoints,
            (dump, format) => Print(dump, filters.Read(parsed), input, format, console), cancellation));
        return command;
    }

    public static void Print(EnvoyDump dump, EndpointFilter filter, ProxyConfigInput input, OutputFormat format, CommandConsole console)
    {
        var assignments = AssignedEndpoints.Select(dump, filter);
        if (format == OutputFormat.Short)
            AssignedEndpoints.Build(assignments, named: false).WriteTo(console.Out);
        else
            input.PrintObjects(assignments, ClusterLoadAssignment.Descriptor, format);
        if (!dump.HasEndpoints)
            console.Error.WriteLine("Note: the dump has no endpoints section; take it with: curl 'localhost:15000/config_dump?include_eds'");
    }
}
