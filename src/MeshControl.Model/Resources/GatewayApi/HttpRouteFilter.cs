using System.Text.Json;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRouteFilter and GRPCRouteFilter; Type says which of the others is set.</summary>
public sealed record HttpRouteFilter
{
    public string Type { get; init; } = "";

    public HttpHeaderFilter? RequestHeaderModifier { get; init; }

    public HttpHeaderFilter? ResponseHeaderModifier { get; init; }

    public HttpRequestMirrorFilter? RequestMirror { get; init; }

    public HttpRequestRedirectFilter? RequestRedirect { get; init; }

    public HttpUrlRewriteFilter? UrlRewrite { get; init; }

    public HttpCorsFilter? Cors { get; init; }

    public JsonElement? ExternalAuth { get; init; }

    public GatewayObjectReference? ExtensionRef { get; init; }
}
