using System.CommandLine;
using MeshControl.Cli.Commands.Analyze;
using MeshControl.Cli.Commands.Bootstrap;
using MeshControl.Cli.Commands.Diff;
using MeshControl.Cli.Commands.GenerateCrds;
using MeshControl.Cli.Commands.KubeInject;
using MeshControl.Cli.Commands.ProxyConfig;
using MeshControl.Cli.Commands.ProxyStatus;
using MeshControl.Cli.Commands.Render;
using MeshControl.Cli.Commands.Validate;
using MeshControl.Cli.Commands.Trace;
using MeshControl.Cli.Commands.VerifyInstall;
using MeshControl.Cli.Commands.Version;

namespace MeshControl.Cli.Commands;

/// <summary>Every verb of meshctl, in the order that help shows them; a verb lives in the folder of its name and adds one line here.</summary>
internal static class CommandTree
{
    private static readonly Func<CommandConsole, Command>[] Verbs =
    [
        ProxyStatusCommand.Create,
        ProxyConfigCommand.Create,
        RenderCommand.Create,
        DiffCommand.Create,
        TraceCommand.Create,
        BootstrapCommand.Create,
        ValidateCommand.Create,
        AnalyzeCommand.Create,
        GenerateCrdsCommand.Create,
        KubeInjectCommand.Create,
        VerifyInstallCommand.Create,
        VersionCommand.Create,
    ];

    public static RootCommand Create(CommandConsole console)
    {
        var root = new RootCommand("meshctl looks into a MeshControl mesh: what each Envoy was told, whether it has it, and why.");
        foreach (var create in Verbs)
            root.Add(create(console));
        ExplainingHelp.Install(root);
        return root;
    }
}
