namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for Lightstep (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.LightstepTracingProvider).</summary>
public sealed record LightstepTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string AccessToken { get; init; } = "";

    public int MaxTagLength { get; init; }
}
