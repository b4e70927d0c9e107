namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRequestMirrorFilter; all requests when neither Percent nor Fraction is set.</summary>
public sealed record HttpRequestMirrorFilter
{
    public BackendRef? BackendRef { get; init; }

    public int? Percent { get; init; }

    public Fraction? Fraction { get; init; }
}
