using System.CommandLine;
using MeshControl.Cli.Targets.Clusters;

namespace MeshControl.Cli.Commands.VerifyInstall;

/// <summary><c>meshctl verify-install</c>: whether a cluster has what the mesh needs.</summary>
internal static class VerifyInstallCommand
{
    public static Command Create(CommandConsole console)
    {
        var clusters = new ClusterOptions();
        var command = new ExplainedCommand("verify-install",
            "Check that the control plane is installed and ready in a cluster",
            """
            Looks at the API server, the kinds it serves, the deployment, the webhook configurations with their certificates, and what you may do.
            One line a check; the exit code is 1 where one fails.

            Examples:
              meshctl verify-install
              meshctl verify-install --context staging -i mesh-system
            """);
        clusters.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var cluster = clusters.Open(parsed);
            var failed = 0;
            await foreach (var check in new InstallChecks(cluster, console.Clock).RunAsync(cancellation))
            {
                failed += check.Passed ? 0 : 1;
                await console.Out.WriteLineAsync(check.Passed ? $"ok      {check.What}: {check.Finding}" : $"FAILED  {check.What}: {check.Finding}; {check.Remedy}");
            }

            await console.Out.WriteLineAsync(failed == 0 ? "The mesh is installed and ready." : $"{failed} {(failed == 1 ? "check" : "checks")} failed.");
            return failed == 0 ? 0 : 1;
        });
        return command;
    }
}
