using System.CommandLine;

namespace MeshControl.Cli.Targets;

/// <summary>Where meshd's admin port is, and how to say so on a command line.</summary>
internal static class MeshdAddress
{
    public const string Default = "127.0.0.1:15014";

    private const int DefaultPort = 15014;

    public static Option<string> Option() => new("--meshd")
    {
        Description = "Admin address of meshd",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => Default,
    };

    public static AdminEndpoint Endpoint(string address) => new("meshd", address, DefaultPort,
        "start it with \"meshd serve --config DIR\", or give its admin address with --meshd HOST:PORT");
}
