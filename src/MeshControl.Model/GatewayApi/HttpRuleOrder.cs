using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>The Gateway API's precedence of matches (traffic specification 1.13). Every route has at most one match.</summary>
internal static class HttpRuleOrder
{
    /// <summary>A stable sort, the most precise match first.</summary>
    public static IEnumerable<HttpRoute> InOrder(IEnumerable<HttpRoute> routes) => routes
        .OrderBy(static route => route.Match.Count == 0)
        .ThenBy(static route => Kind(Only(route)?.Uri))
        .ThenByDescending(static route => Length(Only(route)?.Uri))
        .ThenByDescending(static route => Only(route)?.Method is not null)
        .ThenByDescending(static route => Only(route)?.Headers.Count ?? 0)
        .ThenByDescending(static route => Only(route)?.QueryParams.Count ?? 0);

    private static HttpMatchRequest? Only(HttpRoute route) => route.Match is [var only] ? only : null;

    private static int Kind(StringMatch? uri) => uri switch
    {
        { Exact: not null } => 0,
        { Prefix: not null } => 1,
        { Regex: not null } => 2,
        _ => 3,
    };

    private static int Length(StringMatch? uri) => (uri?.Exact ?? uri?.Prefix ?? uri?.Regex ?? "").Length;
}
