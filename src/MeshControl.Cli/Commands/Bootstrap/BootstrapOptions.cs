namespace MeshControl.Cli.Commands.Bootstrap;

/// <summary>The options of one bootstrap.</summary>
internal sealed record BootstrapOptions
{
    public required IReadOnlyList<DirectoryInfo> Folders { get; init; }

    public FileInfo? MeshConfig { get; init; }

    /// <summary>sidecar:POD.NAMESPACE or router:POD.NAMESPACE.</summary>
    public required string Proxy { get; init; }

    /// <summary>HOST:PORT of meshd's ADS.</summary>
    public required string Discovery { get; init; }

    /// <summary>File of the token that proves who the proxy is; goes together with <see cref="RootCertificate"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>File of the root certificates that meshd's own leads to.</summary>
    public string? RootCertificate { get; init; }

    public required int AdminPort { get; init; }

    public required int ReadinessPort { get; init; }

    public required int MetricsPort { get; init; }

    public required bool UsesStateOfTheWorld { get; init; }

    /// <summary>json or yaml.</summary>
    public required string Output { get; init; }
}
