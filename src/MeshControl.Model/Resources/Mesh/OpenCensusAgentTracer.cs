namespace MeshControl.Model.Resources.Mesh;

/// <summary>The address of an OpenCensus agent (istio.mesh.v1alpha1.Tracing.OpenCensusAgent).</summary>
public sealed record OpenCensusAgentTracer
{
    public string Address { get; init; } = "";

    public IReadOnlyList<OpenCensusTraceContext> Context { get; init; } = [];
}
