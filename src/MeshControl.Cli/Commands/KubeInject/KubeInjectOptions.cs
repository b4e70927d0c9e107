namespace MeshControl.Cli.Commands.KubeInject;

/// <summary>The options of one run.</summary>
internal sealed record KubeInjectOptions
{
    /// <summary>A file, or - for standard input.</summary>
    public required string File { get; init; }

    /// <summary>Null for standard output.</summary>
    public FileInfo? Output { get; init; }

    /// <summary>The mesh configuration; null for the defaults.</summary>
    public FileInfo? MeshConfig { get; init; }

    /// <summary>The injector's ConfigMap, or its key config; null for what is built in.</summary>
    public FileInfo? InjectConfig { get; init; }

    /// <summary>The ConfigMap's key values, YAML or JSON.</summary>
    public FileInfo? Values { get; init; }

    /// <summary>The control plane's; empty for that of the values.</summary>
    public required string Revision { get; init; }

    /// <summary>Where objects go that do not say it.</summary>
    public required string Namespace { get; init; }
}
