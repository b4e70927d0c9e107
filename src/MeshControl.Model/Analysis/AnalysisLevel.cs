namespace MeshControl.Model.Analysis;

/// <summary>Error: traffic does not do what its author means. Warning: it probably does not. Info: worth knowing.</summary>
public enum AnalysisLevel
{
    Info,
    Warning,
    Error,
}
