using MeshControl.Cli.Commands.Manifests;
using MeshControl.Model.Analysis;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>Reads, analyses and prints. Exit codes are istioctl's: 79 where something is found, 1 where it could not look.</summary>
internal sealed class AnalyzeRun(CommandConsole console)
{
    private const int FoundIssues = 79;

    public async Task<int> RunAsync(AnalyzeRequest request, CancellationToken cancellation)
    {
        if (request.ListsAnalyzers)
        {
            foreach (var analyzer in AnalyzerCatalog.All)
                console.Out.WriteLine($"* {analyzer.Name}:\n    {analyzer.Description}");
            return 0;
        }

        var suppressions = request.Suppressions.Select(Suppression).ToList();
        var input = Read(request);
        if (request.Cluster is { } cluster)
        {
            var objects = new ClusterObjects(cluster, console);
            if (request.Namespace is { } asked && !await objects.HasNamespaceAsync(asked, cancellation))
            {
                console.Error.WriteLine($"namespace \"{asked}\" not found");
                return 0;
            }

            await objects.AddToAsync(input, cancellation);
        }

        var result = MeshAnalysis.Run(input.Snapshot, request.Analyzers, suppressions);
        var messages = result.Messages.Where(message => IsIn(request.Namespace, message)).Select(input.Locate).ToList();
        foreach (var error in input.FileErrors)
            console.Error.WriteLine($"Error: {error.Origin}: {error.Message}");
        if (request.IsVerbose)
            TellRun(result);
        AnalysisText.Write(console.Out, [.. messages.Where(message => message.Level >= request.OutputThreshold)], request.Output);
        return Verdict(request, messages, input.FileErrors.Any());
    }

    private AnalysisInput Read(AnalyzeRequest request)
    {
        if (request.Files.Count == 0 && request.Cluster is null)
            throw new CommandException("name the files to analyze (meshctl analyze -f FILE), or --live for a cluster");
        var unknown = request.Analyzers.FirstOrDefault(name => AnalyzerCatalog.All.All(analyzer => analyzer.Name != name));
        if (unknown is not null)
            throw new CommandException($"there is no analyzer {unknown}; --list-analyzers names them");
        var input = new AnalysisInput();
        foreach (var file in ManifestFiles.Read(request.Files, console))
            input.Add(file);
        if (request.MeshConfig is { } config)
            input.UseMeshConfig(ManifestFiles.Read([config.ToString()], console).First());
        return input;
    }

    private int Verdict(AnalyzeRequest request, List<AnalysisMessage> messages, bool hasFileErrors)
    {
        var subject = request.Namespace is { } ns ? $"namespace: {ns}" : request.Files.Count > 0 ? string.Join('\n', request.Files) : "all namespaces";
        if (messages.Exists(message => message.Level >= request.FailureThreshold))
        {
            console.Error.WriteLine($"Error: Analyzers found issues when analyzing {subject}.");
            return FoundIssues;
        }

        if (messages.Count == 0 && !hasFileErrors)
            console.Error.WriteLine($"\u2714 No validation issues found when analyzing {subject}.");
        return hasFileErrors ? 1 : 0;
    }

    private void TellRun(AnalysisResult result)
    {
        console.Error.WriteLine("Analyzers that ran:");
        foreach (var analyzer in result.Executed)
            console.Error.WriteLine($"\t{analyzer.Name}");
        if (result.Skipped.Count > 0)
            console.Error.WriteLine("Analyzers that did not run, for want of objects:");
        foreach (var analyzer in result.Skipped)
            console.Error.WriteLine($"\t{analyzer.Name} (reads {string.Join(", ", analyzer.Inputs.Select(kind => kind.Kind))})");
    }

    private static bool IsIn(string? ns, AnalysisMessage message) =>
        ns is null || message.Resource is not { } key || key.Namespace == ns || (key.Namespace.Length == 0 && key.Name == ns);

    private static Suppression Suppression(string text) =>
        Model.Analysis.Suppression.Parse(text) ?? throw new CommandException($"\"{text}\" is no suppression; write \"CODE=KIND NAME.NAMESPACE\"");
}
