using System.CommandLine;
using System.Text.Json;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;
using MeshControl.Cli.Targets.Clusters;

namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary><c>meshctl proxy-status</c>: which proxies are connected to meshd, and whether each has what it was sent.</summary>
internal static class ProxyStatusCommand
{
    private enum Layout
    {
        Table,
        Json,
        Yaml,
    }

    public static Command Create(CommandConsole console)
    {
        var pod = new Argument<string?>("POD") { Description = "Show one proxy type by type, NAME or NAME.NAMESPACE, with the error where it rejected something", Arity = ArgumentArity.ZeroOrOne };
        var meshd = MeshdAddress.Option();
        var clusters = new ClusterOptions();
        var onlyNamespace = new Option<string>("--namespace", "-n") { Description = "Proxies of this namespace", HelpName = "NAMESPACE", DefaultValueFactory = _ => "" };
        var output = new Option<Layout>("--output", "-o") { Description = "table, json or yaml", HelpName = "table|json|yaml", DefaultValueFactory = _ => Layout.Table };
        var verbosity = new Option<int>("--verbosity", "-v") { Description = "1 adds a column for every type in use, not just the core ones", HelpName = "0|1" };
        var wide = new Option<bool>("--wide") { Description = "One column a type; --wide=false names the types in one column", HelpName = "true|false", DefaultValueFactory = _ => true };
        var raw = new Option<bool>("--raw") { Description = "With json or yaml: the control plane's own answer, unchanged" };
        var command = new ExplainedCommand("proxy-status",
            "Show which proxies are connected to meshd, and whether each has what it was sent",
            """
            SYNCED: the proxy acknowledged the last response. STALE: it has not answered yet. ERROR: it rejected the last response
            (proxy-status POD shows why). NOT SENT: it asked, and there is nothing to send. IGNORED: it does not ask for this type.
            The time in brackets is the age of the last response.

            All replicas in the cluster of the kubeconfig are asked, or the one meshd that --meshd names.

            Examples:
              meshctl proxy-status
              meshctl proxy-status reviews-v1-0.default
              meshctl proxy-status -n shop -o json
            """)
        { pod, meshd, onlyNamespace, output, verbosity, wide, raw };
        command.Aliases.Add("ps");
        clusters.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(meshd)!;
            using var cluster = clusters.Find(parsed, meshd);
            var answers = cluster is null
                ? [(Answer: await ReadAsync(address, cancellation), Replica: address)]
                : await Replicas.AskAllAsync(cluster, "/debug/syncz", console, cancellation);
            var where = cluster is null ? $"meshd at {address}" : cluster.Description;
            var layout = parsed.GetValue(output);
            if (parsed.GetValue(raw) && layout != Layout.Table)
            {
                foreach (var (answer, _) in answers)
                {
                    var json = new JsonPrinter();
                    json.Value(answer.RootElement, sorted: false);
                    Print(console, json.ToString(), layout);
                }

                return 0;
            }
            IReadOnlyList<ProxySync> proxies =
                [.. answers.SelectMany(answer => ProxySync.ReadAll(answer.Answer.RootElement, answer.Replica)).OrderBy(proxy => proxy.Name, StringComparer.Ordinal)];
            if (parsed.GetValue(pod) is { } name)
                proxies = [Find(proxies, name, parsed.GetValue(onlyNamespace)!, where)];
            else if (parsed.GetValue(onlyNamespace) is { Length: > 0 } chosen)
                proxies = [.. proxies.Where(proxy => proxy.Namespace == chosen)];

            if (layout != Layout.Table)
                Print(console, StatusJson.Write(proxies), layout);
            else
            {
                var now = console.Clock.GetUtcNow();
                var table = parsed.GetValue(pod) is not null ? StatusTable.OneProxy(proxies[0], now)
                    : parsed.GetValue(verbosity) > 0 ? StatusTable.EveryType(proxies, now)
                    : parsed.GetValue(wide) ? StatusTable.Wide(proxies, now)
                    : StatusTable.Narrow(proxies);
                table.WriteTo(console.Out);
            }
            return 0;
        });
        return command;
    }

    private static async Task<JsonDocument> ReadAsync(string address, CancellationToken cancellation)
    {
        var server = MeshdAddress.Endpoint(address);
        return await server.GetAsync("/debug/syncz", cancellation)
            ?? throw new CommandException($"{server.Description} has no /debug/syncz; is this meshd's admin port (15014 unless told otherwise)?");
    }

    private static ProxySync Find(IReadOnlyList<ProxySync> proxies, string pod, string defaultNamespace, string where)
    {
        var name = PodName.Parse(pod, defaultNamespace.Length == 0 ? "default" : defaultNamespace).ToString();
        return proxies.FirstOrDefault(proxy => proxy.Name == name)
            ?? throw new CommandException($"no proxy {name} is connected to {where}; proxy-status without a name lists the connected ones");
    }

    private static void Print(CommandConsole console, string json, Layout layout)
    {
        if (layout == Layout.Json)
        {
            console.Out.WriteLine(json);
            return;
        }
        using var document = JsonDocument.Parse(json);
        YamlWriter.Write(console.Out, document.RootElement);
    }
}
