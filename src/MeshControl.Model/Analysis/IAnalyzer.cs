using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>One rule across objects, a pure function of the snapshot.</summary>
public interface IAnalyzer
{
    /// <summary>istioctl's name for it, such as virtualservice.GatewayAnalyzer.</summary>
    string Name { get; }

    string Description { get; }

    /// <summary>The kinds that it reads.</summary>
    IReadOnlyList<ResourceKind> Inputs { get; }

    void Analyze(AnalysisSnapshot snapshot, AnalysisReport report);
}
