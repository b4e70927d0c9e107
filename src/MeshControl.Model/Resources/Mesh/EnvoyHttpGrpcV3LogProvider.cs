namespace MeshControl.Model.Resources.Mesh;

/// <summary>Access logs of HTTP to a gRPC service (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyHttpGrpcV3LogProvider).</summary>
public sealed record EnvoyHttpGrpcV3LogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public IReadOnlyList<string> FilterStateObjectsToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalRequestHeadersToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalResponseHeadersToLog { get; init; } = [];

    public IReadOnlyList<string> AdditionalResponseTrailersToLog { get; init; } = [];
}
