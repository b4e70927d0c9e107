namespace MeshControl.Model.Analysis;

/// <summary>A kind of message: istioctl's code, name and level, so that suppressions and dashboards written for it keep working.</summary>
public sealed record AnalysisCode(string Id, string Name, AnalysisLevel Level)
{
    /// <summary>Empty for codes that only this mesh has.</summary>
    public string DocumentationUrl => Id.StartsWith("IST", StringComparison.Ordinal)
        ? $"https://istio.io/latest/docs/reference/config/analysis/{Id.ToLowerInvariant()}/"
        : "";

    public override string ToString() => Id;
}
