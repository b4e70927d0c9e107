namespace MeshControl.Generation.Tests.Listeners;

/// <summary>Short YAML for the objects that every case needs.</summary>
internal static class Manifest
{
    /// <summary>The pod whose sidecar is looked at: 10.1.0.9, app=client.</summary>
    public static string Client { get; } = Pod("client", "10.1.0.9", "client");

    public static string Of(params string[] documents) => string.Join("\n---\n", documents);

    public static string Pod(string name, string address, string app) => $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{name}}}, namespace: shop, labels: {app: {{{app}}}, security.istio.io/tlsMode: istio}}
        spec: {containers: [{name: app}]}
        status: {phase: Running, podIP: {{{address}}}, podIPs: [{ip: {{{address}}}}], conditions: [{type: Ready, status: "True"}]}
        """;

    /// <summary>Ports as `{name: http, port: 80, targetPort: 8080}` lists.</summary>
    public static string Service(string name, string address, string ports, string selector = "") => $$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {clusterIP: {{{address}}}, clusterIPs: [{{{address}}}], ports: [{{{ports}}}], selector: {app: {{{(selector.Length > 0 ? selector : name)}}}}}
        """;

    public static string Slice(string service, string port, int number, params string[] pods) => $$$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{{service}}}-1, namespace: shop, labels: {kubernetes.io/service-name: {{{service}}}}}
        addressType: IPv4
        ports: [{name: {{{port}}}, port: {{{number}}}, protocol: TCP}]
        endpoints: [{{{string.Join(", ", pods.Select(Endpoint))}}}]
        """;

    private static string Endpoint(string address) => $"{{addresses: [{address}], conditions: {{ready: true}}}}";
}
