namespace MeshControl.Cli.Output;

/// <summary>How a command prints: a table for people, or the objects themselves.</summary>
internal enum OutputFormat
{
    Short,
    Json,
    Yaml,
}
