namespace MeshControl.Testing.Clusters;

/// <summary>What a tool answered.</summary>
public sealed record ToolRun(int ExitCode, string Out, string Error);
