using System.CommandLine;

namespace MeshControl.Cli.Commands.Diff;

/// <summary><c>meshctl diff</c>: what a change of configuration would do, before anybody applies it.</summary>
internal static class DiffCommand
{
    private const string Explanation = """
        Reads two folders and compiles every proxy in both. Printed are the objects that differ, and for each group of proxies with the same fate the
        Envoy resources that would be added (+), removed (-) or changed (~), each with the objects that cause it and the fields that differ.

        Proxies are those of --proxy and --proxies; else the folders' proxies.txt; else every pod that carries a sidecar or that a Gateway selects.

        $ meshctl diff -f main/ -f my-branch/
        $ meshctl diff -f main/ -f my-branch/ -o json --exit-code    # for a review bot
        """;

    public static Command Create(CommandConsole console)
    {
        var folders = new Option<DirectoryInfo[]>("--filename", "-f") { Description = "Given twice: the folder as it is, then as it would be", Required = true };
        var proxies = new Option<string[]>("--proxy") { Description = "Proxy to compare: sidecar:POD.NAMESPACE or router:POD.NAMESPACE (repeatable)" };
        var proxyFile = new Option<FileInfo?>("--proxies") { Description = "File with one proxy a line: 'sidecar POD.NAMESPACE' or 'router POD.NAMESPACE'" };
        var output = new Option<string>("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var full = new Option<bool>("--full") { Description = "Print every field that differs, not the first few of each resource" };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 where a proxy changes or an error comes in, with 0 otherwise" };
        var command = new ExplainedCommand("diff", "Show what a change of configuration would do to which proxies", Explanation)
        {
            folders, proxies, proxyFile, output, full, exitCode,
        };
        command.SetAction(parsed => new DiffRun(console).Run(new DiffRequest
        {
            Folders = parsed.GetRequiredValue(folders),
            Proxies = parsed.GetValue(proxies) ?? [],
            ProxyFile = parsed.GetValue(proxyFile),
            IsJson = parsed.GetRequiredValue(output) == "json",
            Full = parsed.GetValue(full),
            TellByExitCode = parsed.GetValue(exitCode),
        }));
        return command;
    }
}
