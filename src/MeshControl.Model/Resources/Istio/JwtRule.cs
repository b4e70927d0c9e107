using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Tokens of one issuer: how to verify them and where they are (istio.security.v1beta1.JWTRule).</summary>
public sealed record JwtRule
{
    [Limits(MinLength = 1)]
    public string Issuer { get; init; } = "";

    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> Audiences { get; init; } = [];

    [Limits(MinLength = 1, MaxLength = 2048, OldName = "jwks_uri")]
    public string JwksUri { get; init; } = "";

    public string Jwks { get; init; } = "";

    public IReadOnlyList<JwtHeader> FromHeaders { get; init; } = [];

    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> FromParams { get; init; } = [];

    public string OutputPayloadToHeader { get; init; } = "";

    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> FromCookies { get; init; } = [];

    public bool ForwardOriginalToken { get; init; }

    public JwtPresence Presence { get; init; }

    public IReadOnlyList<ClaimToHeader> OutputClaimToHeaders { get; init; } = [];

    public TimeSpan? Timeout { get; init; }

    [Limits(MaxItems = 64, ItemMinLength = 1)]
    public IReadOnlyList<string> SpaceDelimitedClaims { get; init; } = [];
}
