namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for Datadog (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.DatadogTracingProvider).</summary>
public sealed record DatadogTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public int MaxTagLength { get; init; }
}
