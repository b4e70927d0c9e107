namespace MeshControl.Cli.Commands.Render;

/// <summary>The options of one render.</summary>
internal sealed record RenderRequest
{
    public required IReadOnlyList<DirectoryInfo> Folders { get; init; }

    public FileInfo? MeshConfig { get; init; }

    public required IReadOnlyList<string> Proxies { get; init; }

    public FileInfo? ProxyFile { get; init; }

    /// <summary>json, yaml or short.</summary>
    public required string Output { get; init; }

    public DirectoryInfo? OutFolder { get; init; }

    public bool Why { get; init; }
}
