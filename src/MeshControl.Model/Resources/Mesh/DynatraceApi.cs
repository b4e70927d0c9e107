namespace MeshControl.Model.Resources.Mesh;

/// <summary>Where Dynatrace's sampling settings come from (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler.DynatraceApi).</summary>
public sealed record DynatraceApi
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public ProviderHttpService? Http { get; init; }
}
