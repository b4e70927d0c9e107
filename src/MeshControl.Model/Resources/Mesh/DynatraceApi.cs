namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler.DynatraceApi</summary>
public sealed record DynatraceApi
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public ProviderHttpService? Http { get; init; }
}
