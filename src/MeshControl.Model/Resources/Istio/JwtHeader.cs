using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A request header that carries a token (istio.security.v1beta1.JWTHeader).</summary>
public sealed record JwtHeader
{
    [Limits(Required = true, MinLength = 1)]
    public string Name { get; init; } = "";

    public string Prefix { get; init; } = "";
}
