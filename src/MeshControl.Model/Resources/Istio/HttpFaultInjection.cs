namespace MeshControl.Model.Resources.Istio;

/// <summary>Faults that a route puts in on purpose (istio.networking.v1alpha3.HTTPFaultInjection).</summary>
public sealed record HttpFaultInjection
{
    public HttpFaultDelay? Delay { get; init; }

    public HttpFaultAbort? Abort { get; init; }
}
