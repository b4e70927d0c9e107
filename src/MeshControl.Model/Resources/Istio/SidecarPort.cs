namespace MeshControl.Model.Resources.Istio;

/// <summary>The port of a Sidecar's listener (istio.networking.v1alpha3.SidecarPort).</summary>
public sealed record SidecarPort
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    public int TargetPort { get; init; }
}
