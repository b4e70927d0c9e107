using MeshControl.Cli.Targets.Clusters;
using MeshControl.Model.Analysis;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>What meshctl analyze was asked for.</summary>
internal sealed record AnalyzeRequest
{
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The cluster to look at as well; its objects give way to those of the files.</summary>
    public ClusterAccess? Cluster { get; init; }

    public string Output { get; init; } = "log";

    public AnalysisLevel OutputThreshold { get; init; }

    public AnalysisLevel FailureThreshold { get; init; } = AnalysisLevel.Error;

    public IReadOnlyList<string> Suppressions { get; init; } = [];

    /// <summary>Null for all of them.</summary>
    public string? Namespace { get; init; }

    public IReadOnlyList<string> Analyzers { get; init; } = [];

    public bool ListsAnalyzers { get; init; }

    public FileInfo? MeshConfig { get; init; }

    public bool IsVerbose { get; init; }
}
