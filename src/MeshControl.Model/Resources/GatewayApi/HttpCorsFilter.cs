namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPCORSFilter; MaxAge in seconds.</summary>
public sealed record HttpCorsFilter
{
    public IReadOnlyList<string> AllowOrigins { get; init; } = [];

    public bool? AllowCredentials { get; init; }

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public int MaxAge { get; init; }
}
