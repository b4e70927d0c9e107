using System.Globalization;
using System.Text;
using MeshControl.Testing;
using MeshControl.Testing.Tokens;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>Writes the mesh of the policy table: clients of two namespaces, one without a proxy, and a port for each case.</summary>
internal static class GuardManifests
{
    public const int FirstPort = 7001;
    private static readonly (string Name, string Namespace, bool HasProxy)[] Clients = [("buyer", "shop", true), ("teller", "bank", true), ("stranger", "shop", false)];

    /// <summary>A folder with the mesh for these cases; the caller deletes it.</summary>
    public static DirectoryInfo Write(IReadOnlyList<GuardCase> cases, TestIssuer first, TestIssuer second)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-guard-");
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "tests/MeshControl.EndToEnd.Tests/Manifests/guard")))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        var text = new StringBuilder();
        foreach (var (i, (name, ns, hasProxy)) in Clients.Index())
        {
            text.Append(Pod(name, ns, $"10.244.1.{10 + i}", hasProxy ? "security.istio.io/tlsMode: istio, " : "", []));
        }

        text.Append(Pod("gate", "shop", "10.244.1.2", "istio: gate, gateway.networking.k8s.io/gateway-name: gate, security.istio.io/tlsMode: istio, ", []));
        text.Append(Service("gate-istio", "10.96.1.2", "10.244.1.2", [(8080, 8080, "http")], "gate"));
        text.Append(Pod("authz", "shop", "10.244.1.3", "", []));
        text.Append(Service("authz", "10.96.1.3", "10.244.1.3", [(9000, 9000, "grpc"), (8000, 8000, "http"), (9999, 9999, "grpc-absent")], "authz"));
        text.Append(Pod("open", "shop", "10.244.1.4", "", [8080]));
        text.Append(Service("open", "10.96.1.4", "10.244.1.4", [(80, 8080, "http")], "open"));
        foreach (var (i, server) in cases.Select(static item => item.Server).Distinct().Index())
        {
            var ports = cases.Where(item => item.Server == server).ToList();
            text.Append(Pod(server, "shop", AddressOf(i), "security.istio.io/tlsMode: istio, ", ports.Select(static item => item.Port)));
            text.Append(Service(server, $"10.96.1.{20 + i}", AddressOf(i), [.. ports.Select(static item => (item.Port, item.Port, $"{(item.IsTcp ? "tcp" : "http")}-{item.Port}"))], server));
        }

        foreach (var item in cases)
        {
            AddPolicies(text, item);
        }

        AddTokens(text, first, second);
        File.WriteAllText(Path.Combine(folder.FullName, "mesh.yaml"), text.ToString());
        return folder;
    }

    public static string AddressOf(int server) => $"10.244.1.{20 + server}";

    private static void AddPolicies(StringBuilder text, GuardCase item)
    {
        foreach (var (i, policy) in item.Policies.Index())
        {
            var dryRun = policy.StartsWith("DRYRUN ", StringComparison.Ordinal);
            text.Append(Policy($"case-{item.Port}-{i}", item, dryRun ? policy[7..] : policy, dryRun));
        }

        // Other cases' policies that allow something leave nothing else allowed.
        if (!item.IsAllow)
        {
            text.Append(Policy($"case-{item.Port}-all", item, "rules: [{to: [{operation: {ports: [PORT]}}]}]", dryRun: false));
        }
    }

    private static string Policy(string name, GuardCase item, string spec, bool dryRun) => $$"""
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: {{name}}, namespace: shop, annotations: { {{(dryRun ? "istio.io/dry-run: \"true\"" : "")}} } }
        spec: {selector: {matchLabels: {app: {{item.Server}} } }, {{spec.Replace("PORT", $"\"{item.Port}\"", StringComparison.Ordinal)}} }
        ---

        """;

    private static void AddTokens(StringBuilder text, TestIssuer first, TestIssuer second) => text.Append(CultureInfo.InvariantCulture, $$"""
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: first, namespace: shop}
        spec:
          selector: {matchLabels: {app: tokens} }
          jwtRules: [{issuer: "https://first.example", audiences: [web, api], jwks: '{{first.Keys}}'}]
        ---
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: second, namespace: shop}
        spec:
          selector: {matchLabels: {app: tokens} }
          jwtRules:
          - issuer: second
            jwks: '{{second.Keys}}'
            fromHeaders: [{name: x-jwt, prefix: "Token "}]
            fromParams: [tok]
            fromCookies: [session]
            forwardOriginalToken: true
            outputPayloadToHeader: x-payload
            outputClaimToHeaders: [{header: x-sub, claim: sub}, {header: x-group, claim: nested.group}]
        ---
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: gate, namespace: shop}
        spec:
          selector: {matchLabels: {istio: gate} }
          jwtRules: [{issuer: "https://first.example", jwks: '{{first.Keys}}'}]

        """);

    private static string Pod(string name, string ns, string address, string labels, IEnumerable<int> ports)
    {
        var containers = string.Join(", ", ports.Select(static port => $"{{containerPort: {port}}}"));
        return $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: {{name}}-0, namespace: {{ns}}, labels: { {{labels}}app: {{name}} } }
            spec: {serviceAccountName: {{name}}, containers: [{name: app, ports: [{{containers}}]}]}
            status: {phase: Running, podIP: {{address}}, conditions: [{type: Ready, status: "True"}]}
            ---

            """;
    }

    private static string Service(string name, string address, string pod, IReadOnlyList<(int Port, int Target, string Name)> ports, string app)
    {
        var numbers = string.Join(", ", ports.Select(static port => $"{{name: {port.Name}, port: {port.Port}, targetPort: {port.Target}}}"));
        var targets = string.Join(", ", ports.Select(static port => $"{{name: {port.Name}, port: {port.Target}, protocol: TCP}}"));
        return $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: {{name}}, namespace: shop, labels: {gateway.networking.k8s.io/gateway-name: {{app}} } }
            spec: {clusterIP: {{address}}, selector: {app: {{app}} }, ports: [{{numbers}}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: {{name}}-1, namespace: shop, labels: {kubernetes.io/service-name: {{name}} } }
            addressType: IPv4
            ports: [{{targets}}]
            endpoints: [{addresses: [{{pod}}], conditions: {ready: true}, targetRef: {kind: Pod, name: {{app}}-0, namespace: shop} }]
            ---

            """;
    }
}
