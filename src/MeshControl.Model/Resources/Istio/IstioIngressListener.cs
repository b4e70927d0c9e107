using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A port at which a workload is reached (istio.networking.v1alpha3.IstioIngressListener).</summary>
public sealed record IstioIngressListener
{
    [Limits(Required = true)]
    public SidecarPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public CaptureMode CaptureMode { get; init; }

    public string DefaultEndpoint { get; init; } = "";

    public ServerTlsSettings? Tls { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }
}
