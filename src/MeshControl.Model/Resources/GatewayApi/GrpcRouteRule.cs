using System.Text.Json;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GRPCRouteRule.</summary>
public sealed record GrpcRouteRule
{
    public string? Name { get; init; }

    public IReadOnlyList<GrpcRouteMatch> Matches { get; init; } = [];

    public IReadOnlyList<HttpRouteFilter> Filters { get; init; } = [];

    public IReadOnlyList<HttpBackendRef> BackendRefs { get; init; } = [];

    public JsonElement? SessionPersistence { get; init; }
}
