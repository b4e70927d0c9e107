using System.CommandLine;
using MeshControl.Cli.Targets.Clusters;
using MeshControl.Model.Analysis;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary><c>meshctl analyze</c>: rules across objects, in istioctl's codes and words, with what to do about each.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Option<string[]>("--filename", "-f") { Description = "File or folder of YAML, or - for standard input (repeatable)", AllowMultipleArgumentsPerToken = true };
        var more = new Argument<string[]>("FILES") { Description = "As -f", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--output", "-o") { Description = "log, json, yaml or sarif", DefaultValueFactory = _ => "log" };
        output.AcceptOnlyFromAmong("log", "json", "yaml", "sarif");
        var outputThreshold = Level("--output-threshold", "Tell messages of this level and above", AnalysisLevel.Info);
        var failureThreshold = Level("--failure-threshold", "Exit code 79 where a message has this level or above, told or not", AnalysisLevel.Error);
        var suppress = new Option<string[]>("--suppress", "-S") { Description = "Leave out messages, as \"CODE=KIND NAME.NAMESPACE\" with * for any text (repeatable)" };
        var ns = new Option<string>("--namespace", "-n") { Description = "Tell only about objects of this namespace" };
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Tell about all namespaces" };
        var names = new Option<string[]>("--analyzer") { Description = "Run this analyzer only (repeatable)" };
        var list = new Option<bool>("--list-analyzers", "-L") { Description = "List the analyzers" };
        var meshConfig = new Option<FileInfo?>("--mesh-config", "--meshConfigFile") { Description = "Mesh configuration; default: a file named meshconfig.yaml among the files" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Say on the error stream which analyzers ran" };
        // Always so; scripts written for istioctl pass them.
        var recursive = new Option<bool>("--recursive", "-R") { Hidden = true };
        var ignoreUnknown = new Option<bool>("--ignore-unknown") { Hidden = true };
        var color = new Option<bool>("--color") { Hidden = true };
        var live = new Option<bool>("--live", "--use-kube", "-k") { Description = "Analyse a cluster; files, where given, stand for what they would change in it" };
        var clusters = new ClusterOptions();
        var command = new Command("analyze", "Check objects against each other: what is missing, contradicts or has no effect")
        {
            files, more, output, outputThreshold, failureThreshold, suppress, ns, all, names, list, meshConfig, verbose, recursive, ignoreUnknown, color, live,
        };
        command.Aliases.Add("an");
        clusters.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var cluster = parsed.GetValue(live) ? clusters.Open(parsed) : null;
            return await new AnalyzeRun(console).RunAsync(
                new AnalyzeRequest
                {
                    Cluster = cluster,
                    Files = [.. parsed.GetValue(files) ?? [], .. parsed.GetValue(more) ?? []],
                    Output = parsed.GetRequiredValue(output),
                    OutputThreshold = parsed.GetRequiredValue(outputThreshold),
                    FailureThreshold = parsed.GetRequiredValue(failureThreshold),
                    Suppressions = parsed.GetValue(suppress) ?? [],
                    Namespace = parsed.GetValue(all) ? null : parsed.GetValue(ns) ?? cluster?.DefaultNamespace,
                    Analyzers = parsed.GetValue(names) ?? [],
                    ListsAnalyzers = parsed.GetValue(list),
                    MeshConfig = parsed.GetValue(meshConfig),
                    IsVerbose = parsed.GetValue(verbose),
                },
                cancellation);
        });
        return command;
    }

    private static Option<AnalysisLevel> Level(string name, string description, AnalysisLevel standard) =>
        new(name) { Description = $"{description}: Info, Warning or Error", DefaultValueFactory = _ => standard };
}
