namespace MeshControl.Generation.Tests.Clusters;

/// <summary>Short YAML for services with endpoints, and for rules.</summary>
internal static class Yaml
{
    public static string Of(params string[] documents) => string.Join("\n---\n", documents);

    /// <summary>A service in namespace shop; ports as a list of `{name: http, port: 80}`.</summary>
    public static string Service(string name, string ports = "{name: http, port: 80}", string more = "", string metadata = "") => $$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"{{{Comma(metadata)}}}}
        spec: {clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1], ports: [{{{ports}}}], selector: {app: {{{name}}}}{{{Comma(more)}}}}
        """;

    /// <summary>A service without cluster address.</summary>
    public static string Headless(string name, string ports) => $$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
        spec: {clusterIP: None, clusterIPs: [None], ports: [{{{ports}}}], selector: {app: {{{name}}}}}
        """;

    /// <summary>A pod of a service, with mesh mTLS, and the slice that lists it.</summary>
    public static string Endpoint(
        string service, string address, int port = 8080, string portName = "http", string labels = "", string node = "n1", bool inMesh = true,
        string conditions = "ready: true", string podLabels = "") => $$$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{{service}}}-{{{address}}}
          namespace: shop
          labels: {app: {{{service}}}{{{(inMesh ? ", security.istio.io/tlsMode: istio" : "")}}}{{{Comma(labels)}}}{{{Comma(podLabels)}}}}
        spec: {serviceAccountName: {{{service}}}, nodeName: {{{node}}}, containers: [{name: app}]}
        status: {phase: Running, podIP: {{{address}}}, podIPs: [{ip: {{{address}}}}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{{service}}}-{{{address}}}, namespace: shop, labels: {kubernetes.io/service-name: {{{service}}}}}
        addressType: IPv4
        ports: [{name: {{{portName}}}, port: {{{port}}}, protocol: TCP}]
        endpoints: [{addresses: [{{{address}}}], conditions: {{{{conditions}}}}, targetRef: {kind: Pod, name: {{{service}}}-{{{address}}}, namespace: shop}}]
        """;

    public static string Node(string name, string region, string zone) => $$$"""
        apiVersion: v1
        kind: Node
        metadata: {name: {{{name}}}, labels: {topology.kubernetes.io/region: {{{region}}}, topology.kubernetes.io/zone: {{{zone}}}}}
        """;

    /// <summary>A DestinationRule in namespace shop; the policy and subsets in flow style.</summary>
    public static string Rule(string host, string policy, string subsets = "") => $$$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: {{{host.Replace('.', '-')}}}, namespace: shop}
        spec: {host: {{{host}}}, subsets: [{{{OneLine(subsets)}}}]{{{(policy.Length > 0 ? $", trafficPolicy: {{{OneLine(policy)}}}" : "")}}}}
        """;

    /// <summary>A ServiceEntry in namespace shop.</summary>
    public static string Entry(string host, string spec) => $$$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{{host.Trim('*', '.').Replace('.', '-')}}}, namespace: shop}
        spec: {hosts: ["{{{host}}}"], {{{OneLine(spec)}}}}
        """;

    // Flow style inside block style must not go back to the margin.
    private static string OneLine(string flow) => flow.Replace('\n', ' ');

    private static string Comma(string text) => text.Length > 0 ? ", " + text : "";
}
