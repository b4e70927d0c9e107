namespace MeshControl.Model.Analysis;

/// <summary>Messages, the worst first, each once; and which analyzers spoke for them.</summary>
public sealed record AnalysisResult(IReadOnlyList<AnalysisMessage> Messages, IReadOnlyList<IAnalyzer> Executed, IReadOnlyList<IAnalyzer> Skipped);
