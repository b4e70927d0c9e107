namespace MeshControl.Cli.Commands.Trace;

/// <summary>The options of one trace.</summary>
internal sealed record TraceRequest
{
    public required IReadOnlyList<DirectoryInfo> Folders { get; init; }

    public FileInfo? MeshConfig { get; init; }

    /// <summary>POD.NAMESPACE.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public required string Method { get; init; }

    public required IReadOnlyList<string> Headers { get; init; }

    public string? Sni { get; init; }

    public string? Ip { get; init; }

    public bool IsJson { get; init; }

    public bool IsVerbose { get; init; }
}
