using System.CommandLine;

namespace MeshControl.Cli.Commands.ProxyConfig;

/// <summary><c>--verbose</c>, which is on unless the command line says <c>--verbose=false</c>.</summary>
internal static class VerboseOption
{
    public static Option<bool> Create(string description) =>
        new("--verbose") { Description = description, HelpName = "true|false", DefaultValueFactory = _ => true };
}
