namespace MeshControl.Cli.Commands.Diff;

/// <summary>The options of one comparison.</summary>
internal sealed record DiffRequest
{
    /// <summary>The old folder, then the new one.</summary>
    public required IReadOnlyList<DirectoryInfo> Folders { get; init; }

    public required IReadOnlyList<string> Proxies { get; init; }

    public FileInfo? ProxyFile { get; init; }

    public bool IsJson { get; init; }

    public bool Full { get; init; }

    public bool TellByExitCode { get; init; }
}
