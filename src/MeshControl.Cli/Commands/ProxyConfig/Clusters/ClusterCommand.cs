using System.CommandLine;
using Envoy.Config.Cluster.V3;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Clusters;

/// <summary><c>meshctl proxy-config cluster</c>.</summary>
internal static class ClusterCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("cluster", "Show clusters: where requests can go, and which DestinationRule shaped each");
        command.Aliases.Add("clusters");
        command.Aliases.Add("c");
        var input = new ProxyConfigInput(command, console);
        var port = new Option<int>("--port") { Description = "Clusters of this service port", HelpName = "PORT" };
        var filters = new ClusterFilter.Options(port);
        filters.AddTo(command);
        command.Add(port);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            var clusters = ClusterTable.Select(dump, filters.Read(parsed));
            if (format == OutputFormat.Short)
                ClusterTable.Build(clusters, named: false).WriteTo(console.Out);
            else
                input.PrintObjects(clusters, Cluster.Descriptor, format);
        }, cancellation));
        return command;
    }
}
