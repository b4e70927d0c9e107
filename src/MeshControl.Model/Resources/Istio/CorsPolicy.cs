namespace MeshControl.Model.Resources.Istio;

/// <summary>Cross-origin requests that a route allows (istio.networking.v1alpha3.CorsPolicy).</summary>
public sealed record CorsPolicy
{
    public IReadOnlyList<string> AllowOrigin { get; init; } = [];

    public IReadOnlyList<StringMatch> AllowOrigins { get; init; } = [];

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public TimeSpan? MaxAge { get; init; }

    public bool? AllowCredentials { get; init; }

    public UnmatchedPreflights UnmatchedPreflights { get; init; }
}
