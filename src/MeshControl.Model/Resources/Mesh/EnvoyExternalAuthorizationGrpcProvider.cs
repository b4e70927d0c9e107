namespace MeshControl.Model.Resources.Mesh;

/// <summary>External authorization over gRPC (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationGrpcProvider).</summary>
public sealed record EnvoyExternalAuthorizationGrpcProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool FailOpen { get; init; }

    public bool ClearRouteCache { get; init; }

    public string StatusOnError { get; init; } = "";

    public EnvoyExternalAuthorizationRequestBody? IncludeRequestBodyInCheck { get; init; }
}
