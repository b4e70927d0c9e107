using System.CommandLine;
using Envoy.Admin.V3;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Bootstrap;

/// <summary><c>meshctl proxy-config bootstrap</c>.</summary>
internal static class BootstrapCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("bootstrap", "Show the bootstrap an Envoy was started with (JSON unless told otherwise; -o short prints its versions)");
        command.Aliases.Add("b");
        var input = new ProxyConfigInput(command, console, OutputFormat.Json);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            var section = VersionSummary.Select(dump);
            if (format == OutputFormat.Short)
            {
                VersionSummary.Write(console.Out, section);
                return;
            }
            var json = new JsonPrinter();
            ProtoJsonWriter.Message(json, section, BootstrapConfigDump.Descriptor);
            input.PrintJson(json.ToString(), format);
        }, cancellation));
        return command;
    }
}
