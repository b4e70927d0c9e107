using System.CommandLine;
using System.Reflection;

namespace MeshControl.Cli.Commands.Version;

/// <summary><c>meshctl version</c>: the version of this program.</summary>
internal static class VersionCommand
{
    public static Command Create(CommandConsole console)
    {
        var shortForm = new Option<bool>("--short") { Description = "Print the number alone" };
        var command = new Command("version", "Print the version of meshctl") { shortForm };
        command.SetAction(parsed =>
        {
            console.Out.WriteLine(parsed.GetValue(shortForm) ? ProductVersion : $"client version: {ProductVersion}");
            return 0;
        });
        return command;
    }

    internal static string ProductVersion { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
