using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using MeshControl.Cli.Commands.ProxyStatus;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Targets.Clusters;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Cli.Commands.Version;

/// <summary><c>meshctl version</c>: the version of this program and, in a cluster, of its control planes and proxies.</summary>
internal static class VersionCommand
{
    public static Command Create(CommandConsole console)
    {
        var shortForm = new Option<bool>("--short") { Description = "Print the number alone" };
        var remote = new Option<bool>("--remote") { Description = "Ask the cluster of the kubeconfig too", HelpName = "true|false", DefaultValueFactory = _ => true };
        var command = new Command("version", "Print the version of meshctl, and of the control plane and the proxies in a cluster") { shortForm, remote };
        var clusters = new ClusterOptions();
        clusters.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(shortForm))
            {
                await console.Out.WriteLineAsync(ProductVersion);
                return 0;
            }

            await console.Out.WriteLineAsync($"client version: {ProductVersion}");
            if (parsed.GetValue(remote))
                await RemoteAsync(clusters, parsed, console, cancellation);
            return 0;
        });
        return command;
    }

    internal static string ProductVersion { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static async Task RemoteAsync(ClusterOptions clusters, ParseResult parsed, CommandConsole console, CancellationToken cancellation)
    {
        try
        {
            using var cluster = clusters.Find(parsed);
            if (cluster is null)
                return;
            var versions = (await cluster.ControlPlanesAsync(cancellation)).Select(ImageTag).Distinct(StringComparer.Ordinal);
            await console.Out.WriteLineAsync($"control plane version: {string.Join(", ", versions)}");
            var answers = await Replicas.AskAllAsync(cluster, "/debug/syncz", console, cancellation);
            var proxies = answers.SelectMany(answer => ProxySync.ReadAll(answer.Answer.RootElement, answer.Replica)).ToList();
            var counts = proxies.GroupBy(proxy => proxy.Version.Length == 0 ? "unknown" : proxy.Version, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
            await console.Out.WriteLineAsync(proxies.Count == 0
                ? "data plane version: none"
                : $"data plane version: {string.Join(", ", counts.Select(group => $"{group.Key} ({group.Count()} {(group.Count() == 1 ? "proxy" : "proxies")})"))}");
        }
        catch (CommandException unknown)
        {
            // Our own version is what was asked first; the rest may be missing.
            await console.Error.WriteLineAsync($"Warning: {unknown.Message}");
        }
    }

    private static string ImageTag(KubeObject pod)
    {
        using var document = JsonDocument.Parse(pod.Json);
        var image = document.RootElement.Field("spec").Field("containers").EnumerateArray().First().Text("image").Split('@')[0];
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "latest";
    }
}
