namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io Fraction; the denominator is 100 when null.</summary>
public sealed record Fraction
{
    public int Numerator { get; init; }

    public int? Denominator { get; init; }
}
