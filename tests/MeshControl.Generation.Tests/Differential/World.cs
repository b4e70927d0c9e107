using System.Text;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>The services and pods that every random configuration is about. All addresses are loopback ones, so that an echo server can stand for all pods.</summary>
internal static class World
{
    public const string Client = "client-0";
    public const string ClientAddress = "127.20.0.1";
    public const string Gateway = "gate-0";
    public const string GatewayAddress = "127.20.9.1";
    public const string Server = "web-v1-0";
    public const string ServerAddress = "127.20.1.1";
    public const string Stranger = "127.20.77.1";

    /// <summary>Cluster IPs by host.</summary>
    public static readonly IReadOnlyDictionary<string, string> Addresses = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["web.shop"] = "127.10.1.1", ["cart.shop"] = "127.10.2.1", ["db.pay"] = "127.10.3.1", ["pay.pay"] = "127.10.4.1", ["heads.shop"] = "127.20.2.1",
    };

    private static readonly (string Name, string Namespace, string Address, string Labels, bool HasSidecar)[] Pods =
    [
        (Client, "shop", ClientAddress, "app: client, version: v1", true),
        (Server, "shop", ServerAddress, "app: web, version: v1", true),
        ("web-v1-1", "shop", "127.20.1.2", "app: web, version: v1", true),
        ("web-v2-0", "shop", "127.20.1.3", "app: web, version: v2", true),
        ("cart-v1-0", "shop", "127.20.2.1", "app: cart, version: v1", true),
        ("cart-v2-0", "shop", "127.20.2.2", "app: cart, version: v2", false),
        ("db-0", "pay", "127.20.3.1", "app: db, version: v1", true),
        ("pay-v1-0", "pay", "127.20.4.1", "app: pay, version: v1", false),
        (Gateway, "istio-system", GatewayAddress, "istio: ingressgateway, app: gate", true),
    ];

    private static readonly (string Name, string Namespace, string Ip, string App, (string Name, int Port, int Target)[] Ports)[] Services =
    [
        ("web", "shop", "127.10.1.1", "web", [("http", 80, 8080)]),
        ("cart", "shop", "127.10.2.1", "cart", [("http-api", 8000, 8000), ("tcp-raw", 9000, 9000), ("any", 7000, 7000)]),
        ("db", "pay", "127.10.3.1", "db", [("tcp-db", 3306, 3306)]),
        ("pay", "pay", "127.10.4.1", "pay", [("http", 80, 8080), ("https", 443, 8443)]),
        ("heads", "shop", "None", "cart", [("http", 8100, 8000), ("tcp", 9100, 9000)]),
        ("gate", "istio-system", "127.10.9.1", "gate", [("http", 80, 8080), ("tls", 443, 8443), ("tcp", 9000, 9000)]),
    ];

    /// <summary>All objects, as a user would write them.</summary>
    public static string Manifests { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder();
        foreach (var (name, ns, address, labels, hasSidecar) in Pods)
        {
            text.Append($$"""
                apiVersion: v1
                kind: Pod
                metadata: { name: {{name}}, namespace: {{ns}}, labels: { {{labels}}{{(hasSidecar ? ", security.istio.io/tlsMode: istio" : "")}} } }
                spec: { serviceAccountName: {{name.Split('-')[0]}}, containers: [{ name: app, image: app }] }
                status: { phase: Running, podIP: {{address}}, podIPs: [{ ip: {{address}} }], conditions: [{ type: Ready, status: "True" }] }
                ---

                """);
        }

        foreach (var (name, ns, ip, app, ports) in Services)
        {
            var listed = string.Join(", ", ports.Select(port => $"{{ name: {port.Name}, port: {port.Port}, targetPort: {port.Target} }}"));
            text.Append($$"""
                apiVersion: v1
                kind: Service
                metadata: { name: {{name}}, namespace: {{ns}}, creationTimestamp: "2026-01-01T00:00:00Z" }
                spec: { clusterIP: {{ip}}, selector: { app: {{app}} }, ports: [{{listed}}] }
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: { name: {{name}}-1, namespace: {{ns}}, labels: { kubernetes.io/service-name: {{name}} } }
                addressType: IPv4
                ports: [{{string.Join(", ", ports.Select(port => $"{{ name: {port.Name}, port: {port.Target}, protocol: TCP }}"))}}]
                endpoints:
                {{string.Join('\n', Pods.Where(pod => pod.Labels.Contains($"app: {app}")).Select(pod =>
                    $"- {{ addresses: [{pod.Address}], conditions: {{ ready: true }}, targetRef: {{ kind: Pod, name: {pod.Name}, namespace: {pod.Namespace} }} }}"))}}
                ---

                """);
        }

        return text.ToString();
    }
}
