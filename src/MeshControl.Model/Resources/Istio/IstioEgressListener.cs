using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>What a workload may reach, for one port or all (istio.networking.v1alpha3.IstioEgressListener).</summary>
public sealed record IstioEgressListener
{
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    [Limits(Required = true)]
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
