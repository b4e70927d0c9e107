namespace MeshControl.Model.Resources.Mesh;

/// <summary>Sampling by Dynatrace (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler).</summary>
public sealed record DynatraceSampler
{
    public string Tenant { get; init; } = "";

    public int ClusterId { get; init; }

    public int RootSpansPerMinute { get; init; }

    public DynatraceApi? HttpService { get; init; }
}
