using System.CommandLine;
using Envoy.Admin.V3;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Secrets;

/// <summary><c>meshctl proxy-config secret</c>.</summary>
internal static class SecretCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new Command("secret", "Show certificates and trusted roots, and until when they are valid");
        command.Aliases.Add("secrets");
        command.Aliases.Add("s");
        var input = new ProxyConfigInput(command, console);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            if (format == OutputFormat.Short)
            {
                SecretTable.Write(console.Out, dump, console.Clock.GetUtcNow(), named: false);
                return;
            }
            var json = new JsonPrinter();
            if (dump.Secrets.Exists())
                ProtoJsonWriter.Message(json, dump.Secrets, SecretsConfigDump.Descriptor);
            else
                json.Raw("{}");
            input.PrintJson(json.ToString(), format);
        }, cancellation));
        return command;
    }
}
