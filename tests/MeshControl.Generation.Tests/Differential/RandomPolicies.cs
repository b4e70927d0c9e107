namespace MeshControl.Generation.Tests.Differential;

/// <summary>Random objects around the rules: subsets, external hosts, gateways, scopes, access.</summary>
internal sealed class RandomPolicies(Dice dice)
{
    public string DestinationRule(string host) => $$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: {{host}}, namespace: shop }
        spec:
          host: {{(host == "pay" ? "pay.pay.svc.cluster.local" : host)}}
          trafficPolicy: { {{dice.Of("loadBalancer: { simple: ROUND_ROBIN }", "loadBalancer: { simple: RANDOM }", "loadBalancer: { consistentHash: { httpHeaderName: user } }",
              "tls: { mode: DISABLE }", "tls: { mode: ISTIO_MUTUAL }", "tls: { mode: SIMPLE, sni: sni.example.com }")}} }
          subsets:
          - { name: v1, labels: { version: v1 } }
          {{(dice.Percent(80) ? "- { name: v2, labels: { version: v2 } }" : "- { name: v2, labels: { version: v9 } }")}}
        ---

        """;

    public string ServiceEntry() => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: { name: ext, namespace: shop }
        spec:
          hosts: [{{dice.Of("ext.example.com", "ext.example.com, www.example.com", "\"*.example.com\"")}}]
          location: {{dice.Of("MESH_EXTERNAL", "MESH_INTERNAL")}}
          {{dice.Of("resolution: NONE", "resolution: STATIC\n  endpoints: [{ address: 127.30.0.1 }, { address: 127.30.0.2, weight: 3 }]",
              "resolution: STATIC\n  addresses: [127.11.0.1]\n  endpoints: [{ address: 127.30.0.3, ports: { http: 8081 } }]")}}
          ports:
          - { number: 80, name: http, protocol: HTTP }
          - { number: 443, name: tls, protocol: TLS }
          {{(dice.Percent(30) ? "- { number: 9200, name: tcp, protocol: TCP }" : "")}}
        ---

        """;

    public string Gateway() => $$"""
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: { name: front, namespace: shop }
        spec:
          selector: { istio: ingressgateway }
          servers:
          - { port: { number: 80, name: http, protocol: HTTP }, hosts: [{{dice.Of("\"*\"", "\"*\"", "\"*.example.com\"", "www.example.com, \"*.example.org\"")}}]{{dice.Maybe(6, () => ", tls: { httpsRedirect: true }")}} }
          {{dice.Maybe(30, () => "- { port: { number: 8081, name: http2, protocol: HTTP }, hosts: [\"*\"] }")}}
          {{dice.Maybe(50, () => "- { port: { number: 443, name: tls, protocol: TLS }, hosts: [\"*\"], tls: { mode: PASSTHROUGH } }")}}
          {{dice.Maybe(40, () => "- { port: { number: 9000, name: tcp, protocol: TCP }, hosts: [\"*\"] }")}}
        ---

        """;

    public string Sidecar() => $$"""
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: { name: default, namespace: shop }
        spec:
          egress:
          - hosts: [{{dice.Of("\"./*\"", "\"*/*\"", "\"shop/web.shop.svc.cluster.local\"", "\"pay/*\", \"./*\"", "\"~/*\"")}}]
          {{dice.Maybe(60, () => $"outboundTrafficPolicy: {{ mode: {dice.Of("REGISTRY_ONLY", "ALLOW_ANY")} }}")}}
        ---

        """;

    public string PeerAuthentication() => $$"""
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: shop }
        spec: { mtls: { mode: {{dice.Of("PERMISSIVE", "STRICT", "DISABLE", "PERMISSIVE")}} } }
        ---

        """;

    public string AuthorizationPolicy(int number) => $$"""
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: rule-{{number}}, namespace: shop{{dice.Maybe(10, () => ", annotations: { istio.io/dry-run: \"true\" }")}} }
        spec:
          {{dice.Maybe(70, () => "selector: { matchLabels: { app: web } }")}}
          action: {{dice.Of("ALLOW", "ALLOW", "DENY")}}
          rules: [{{string.Join(", ", dice.Several(1, 3, Rule))}}]
        ---

        """;

    private string Rule()
    {
        List<string> parts = [];
        if (dice.Percent(50))
        {
            parts.Add($"from: [{{ source: {{ {dice.Of("ipBlocks: [127.20.0.0/24]", "notIpBlocks: [127.20.77.0/24]", "remoteIpBlocks: [192.0.2.0/24]",
                "principals: [\"*\"]", "principals: [cluster.local/ns/shop/sa/client]", "namespaces: [shop]", "notPrincipals: [cluster.local/ns/shop/sa/client]", "namespaces: [\"p*\"]",
                "serviceAccounts: [shop/client]")} }} }}]");
        }

        if (dice.Percent(75))
        {
            parts.Add($"to: [{string.Join(", ", dice.Several(1, 2, Operation))}]");
        }

        if (dice.Percent(25))
        {
            parts.Add($"when: [{{ {dice.Of("key: \"request.headers[user]\", values: [jason]", "key: \"request.headers[x-group]\", notValues: [\"a*\"]", "key: destination.port, values: [\"8080\"]",
                "key: connection.sni, values: [\"*web*\"]", "key: source.ip, values: [127.20.0.1]", "key: source.namespace, values: [shop]")} }}]");
        }

        return $"{{ {string.Join(", ", parts)} }}";
    }

    private string Operation() => $"{{ operation: {{ {dice.Of("paths: [/api*]", "paths: [\"*items\"]", "paths: [/, /a.b]", "notPaths: [/api/v1]", "paths: [\"/api/{*}\"]", "paths: [\"/{**}/items\"]")}"
        + dice.Maybe(40, () => $", {dice.Of("methods: [GET]", "notMethods: [POST]", "methods: [\"P*\"]")}")
        + dice.Maybe(20, () => $", {dice.Of("hosts: [web]", "hosts: [\"web*\"]", "notHosts: [\"*.example.com\"]")}")
        + dice.Maybe(20, () => $", {dice.Of("ports: [\"8080\"]", "ports: [\"9999\"]")}") + " } }";
}
