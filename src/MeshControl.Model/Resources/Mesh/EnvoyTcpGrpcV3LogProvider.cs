namespace MeshControl.Model.Resources.Mesh;

/// <summary>Access logs of TCP to a gRPC service (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyTcpGrpcV3LogProvider).</summary>
public sealed record EnvoyTcpGrpcV3LogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public IReadOnlyList<string> FilterStateObjectsToLog { get; init; } = [];
}
