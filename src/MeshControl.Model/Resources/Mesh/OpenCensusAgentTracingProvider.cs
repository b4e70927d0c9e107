namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for an OpenCensus agent (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider).</summary>
public sealed record OpenCensusAgentTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public IReadOnlyList<OpenCensusTraceContext> Context { get; init; } = [];

    public int MaxTagLength { get; init; }
}
