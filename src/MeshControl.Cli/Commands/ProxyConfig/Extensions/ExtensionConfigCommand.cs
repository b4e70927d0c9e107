using System.CommandLine;
using Envoy.Config.Core.V3;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig.Extensions;

/// <summary><c>meshctl proxy-config ecds</c>: filters delivered apart from their listener.</summary>
internal static class ExtensionConfigCommand
{
    private const string TypePrefix = "type.googleapis.com/";

    public static Command Create(CommandConsole console)
    {
        var command = new Command("ecds", "Show filters that were delivered apart from their listener (extension config)");
        command.Aliases.Add("ec");
        var input = new ProxyConfigInput(command, console);
        command.SetAction((parsed, cancellation) => input.PrintAsync(parsed, ProxyDocument.Config, (dump, format) =>
        {
            var configs = dump.ExtensionConfigs()
                .OrderBy(TypeName, StringComparer.Ordinal)
                .ThenBy(config => config.Text("name"), StringComparer.Ordinal)
                .ToList();
            if (format != OutputFormat.Short)
            {
                input.PrintObjects(configs, TypedExtensionConfig.Descriptor, format);
                return;
            }
            var table = new ColumnTable(gap: 5, "ECDS NAME", "TYPE");
            foreach (var config in configs)
                table.Add(config.Text("name"), TypeName(config));
            table.WriteTo(console.Out);
        }, cancellation));
        return command;
    }

    private static string TypeName(System.Text.Json.JsonElement config)
    {
        var url = config.Field("typed_config").Text("@type");
        return url.StartsWith(TypePrefix, StringComparison.Ordinal) ? url[TypePrefix.Length..] : url;
    }
}
