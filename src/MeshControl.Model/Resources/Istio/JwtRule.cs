namespace MeshControl.Model.Resources.Istio;

/// <summary>Tokens of one issuer: how to verify them and where they are (istio.security.v1beta1.JWTRule).</summary>
public sealed record JwtRule
{
    public string Issuer { get; init; } = "";

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public string JwksUri { get; init; } = "";

    public string Jwks { get; init; } = "";

    public IReadOnlyList<JwtHeader> FromHeaders { get; init; } = [];

    public IReadOnlyList<string> FromParams { get; init; } = [];

    public string OutputPayloadToHeader { get; init; } = "";

    public IReadOnlyList<string> FromCookies { get; init; } = [];

    public bool ForwardOriginalToken { get; init; }

    public JwtPresence Presence { get; init; }

    public IReadOnlyList<ClaimToHeader> OutputClaimToHeaders { get; init; } = [];

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<string> SpaceDelimitedClaims { get; init; } = [];
}
