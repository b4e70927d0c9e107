using MeshControl.Generation.Tests.Listeners;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>Short YAML for routing cases, all in namespace shop.</summary>
internal static class RouteManifest
{
    /// <summary>A client and two services on port 80.</summary>
    public static string Shop { get; } = Manifest.Of(
        Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}"), Manifest.Service("orders", "10.96.0.2", "{name: http, port: 80}"));

    /// <summary>A VirtualService; the spec in YAML flow style, without braces.</summary>
    public static string Rule(string name, string spec, string ns = "shop", string created = "2026-01-01T00:00:00Z") => $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{name}}}, namespace: {{{ns}}}, creationTimestamp: "{{{created}}}"}
        spec: { {{{spec}}} }
        """;

    public static string DestinationRule(string name, string spec) => $$$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: {{{name}}}, namespace: shop}
        spec: { {{{spec}}} }
        """;

    /// <summary>A pod of a gateway and its Service, which maps port 80 to 8080 and 443 to 8443.</summary>
    public static string GatewayPod { get; } = Manifest.Of(
        Manifest.Pod("gateway", "10.1.0.5", "gateway"),
        Manifest.Service("gateway", "10.96.0.5", "{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}"));

    public static string Gateway(string name, string servers, string ns = "shop", string created = "2026-01-01T00:00:00Z") => $$$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: {{{name}}}, namespace: {{{ns}}}, creationTimestamp: "{{{created}}}"}
        spec: {selector: {app: gateway}, servers: [{{{servers}}}]}
        """;
}
