using System.Collections.Immutable;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>Which service account tokens are accepted.</summary>
public sealed record ServiceAccountTokenOptions
{
    /// <summary>A token must be made for one of these; tokens for the API server are then worth nothing here, and the other way round.</summary>
    public ImmutableArray<string> Audiences { get; init; } = ["istio-ca"];

    /// <summary>The `iss` that is demanded; null for any whose keys verify the token.</summary>
    public string? Issuer { get; init; }

    /// <summary>By how much clocks may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);
}
