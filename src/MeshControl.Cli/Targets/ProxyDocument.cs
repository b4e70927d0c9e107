namespace MeshControl.Cli.Targets;

/// <summary>Which of an Envoy's documents a command needs.</summary>
internal enum ProxyDocument
{
    /// <summary>The config dump without endpoints.</summary>
    Config,

    /// <summary>The config dump with the endpoints of every cluster.</summary>
    ConfigWithEndpoints,

    /// <summary>Endpoints with their health (envoy.admin.v3.Clusters) where the target knows it, else as <see cref="ConfigWithEndpoints"/>.</summary>
    EndpointHealth,
}
