namespace MeshControl.Model.Resources.Istio;

/// <summary>A request header that carries a token (istio.security.v1beta1.JWTHeader).</summary>
public sealed record JwtHeader
{
    public string Name { get; init; } = "";

    public string Prefix { get; init; } = "";
}
