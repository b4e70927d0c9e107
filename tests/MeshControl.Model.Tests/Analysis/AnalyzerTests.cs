using MeshControl.Model.Analysis;
using static MeshControl.Model.Tests.Analysis.AnalysisCase;

namespace MeshControl.Model.Tests.Analysis;

/// <summary>One fault a case: objects that work, but for what the code names.</summary>
public class AnalyzerTests
{
    private const string Http = "ports: [{name: http, port: 80}]";
    private static readonly string Web = Object("Service", "shop", "web", "{selector: {app: web}, " + Http + "}");
    private static readonly string WebPod = Object("Pod", "shop", "web-1", "{containers: [{name: app}]}", "labels: {app: web, version: v1}");
    private static readonly string EdgePod = Object("Pod", "edge", "gw-1", "{containers: [{name: app}]}", "labels: {istio: gw}");
    private static readonly string EdgeService = Object("Service", "edge", "gw", "{selector: {istio: gw}, ports: [{name: https, port: 443}]}");

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "IST0002 VirtualService shop/web spec.http[0].fault.delay.percent", "deprecated share of delays", Web + Route("{hosts: [web], http: [{fault: {delay: {percent: 5, fixedDelay: 1s}}, route: [{destination: {host: web}}]}]}") },
        { "IST0101 VirtualService shop/web spec.http[0].route[0].destination.host", "no such service", Web + Route("{hosts: [web], http: [{route: [{destination: {host: wbe}}]}]}") },
        { "IST0101 VirtualService shop/web spec.http[0].mirror.host", "no such mirror", Web + Route("{hosts: [web], http: [{mirror: {host: wbe}, route: [{destination: {host: web}}]}]}") },
        { "IST0101 VirtualService shop/web spec.http[0].route[0].destination.port", "no such port", Web + Route("{hosts: [web], http: [{route: [{destination: {host: web, port: {number: 81}}}]}]}") },
        { "IST0101 VirtualService shop/web spec.tcp[0].route[0].destination.host", "no such subset", Web + Route("{hosts: [web], tcp: [{route: [{destination: {host: web, subset: v1}}]}]}") },
        { "IST0101 AuthorizationPolicy shop/a spec.rules[0].from[0].source.namespaces[0]", "no such namespace",
            Namespace("shop") + WebPod + Object("AuthorizationPolicy", "shop", "a", "{rules: [{from: [{source: {namespaces: [shpo]}}]}]}") },
        { "IST0101 Sidecar shop/s spec.workloadSelector", "a Sidecar without pods", WebPod + Object("Sidecar", "shop", "s", "{workloadSelector: {labels: {app: x}}, egress: [{hosts: ['./*']}]}") },
        { "IST0101 Gateway edge/g spec.selector", "a Gateway without pods", WebPod + Web + Object("Gateway", "edge", "g", "{selector: {istio: x}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]}") },
        { "IST0101 Gateway edge/g spec.servers[0].tls.credentialName", "no such secret", EdgePod + EdgeService + Secret("edge", "other") + Tls("g", "missing") },
        { "IST0102 Namespace shop metadata.name", "a namespace that does not say", Object("Namespace", "", "shop", "{}") },
        { "IST0107 Service shop/s metadata.annotations[\"proxy.istio.io/config\"]", "a pod's annotation on a service", Object("Service", "shop", "s", "{" + Http + "}", "annotations: {proxy.istio.io/config: '{}'}") },
        { "IST0108 Pod shop/p metadata.annotations[\"sidecar.istio.io/injekt\"]", "a misspelled annotation", Object("Pod", "shop", "p", "{}", "annotations: {sidecar.istio.io/injekt: 'true'}") },
        { "IST0110 Sidecar shop/a metadata.name", "two Sidecars for a pod", WebPod + Sidecar("a") + Sidecar("b") },
        { "IST0112 VirtualService shop/web spec.http[0].route[0].destination.host", "which of two ports",
            Object("Service", "shop", "web", "{ports: [{name: http, port: 80}, {name: http-2, port: 81}]}") + Route("{hosts: [web], http: [{route: [{destination: {host: web}}]}]}") },
        { "IST0118 Service shop/s spec.ports[0]", "a port that does not say what it speaks", Object("Service", "shop", "s", "{ports: [{name: web, port: 80}]}") },
        { "IST0123 Namespace shop metadata.labels", "two ways of injection", Object("Namespace", "", "shop", "{}", "labels: {istio-injection: enabled, istio.io/rev: canary}") },
        { "IST0125 Pod shop/p metadata.annotations[\"traffic.sidecar.istio.io/excludeOutboundPorts\"]", "ports that are none", Object("Pod", "shop", "p", "{}", "annotations: {traffic.sidecar.istio.io/excludeOutboundPorts: a}") },
        { "IST0127 AuthorizationPolicy shop/a spec.selector", "a policy without pods", Namespace("shop") + WebPod + Object("AuthorizationPolicy", "shop", "a", "{selector: {matchLabels: {app: x}}}") },
        { "IST0129 DestinationRule shop/d spec.trafficPolicy.portLevelSettings[0].tls", "TLS at a port without verification", Object("DestinationRule", "shop", "d", "{host: web, trafficPolicy: {portLevelSettings: [{port: {number: 443}, tls: {mode: SIMPLE}}]}}") },
        { "IST0130 VirtualService shop/web spec.http[1]", "a route after the last", Web + Route("{hosts: [web], http: [{route: [{destination: {host: web}}]}, {match: [{uri: {exact: /}}], route: [{destination: {host: web}}]}]}") },
        { "IST0131 VirtualService shop/web spec.http[1].match[0]", "a match that was made before",
            Web + Route("{hosts: [web], http: [{match: [{uri: {exact: /a}}], route: [{destination: {host: web}}]}, {match: [{uri: {exact: /a}}, {uri: {exact: /b}}], route: [{destination: {host: web}}]}]}") },
        { "IST0134 ServiceEntry shop/s spec.ports[0]", "TCP without addresses", Object("ServiceEntry", "shop", "s", "{hosts: [db.example.com], ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: DNS, location: MESH_EXTERNAL}") },
        { "IST0135 Pod shop/p metadata.annotations[\"sidecar.istio.io/inject\"]", "an annotation that became a label", Object("Pod", "shop", "p", "{}", "annotations: {sidecar.istio.io/inject: 'true'}") },
        { "IST0140 VirtualService shop/edge spec.http[0].route[0].destination.host", "a gateway's rule passes a split by",
            Web + Subset + EdgeGateway + Route("{hosts: [web], http: [{route: [{destination: {host: web, subset: v1}}]}]}") + Object("VirtualService", "shop", "edge", "{hosts: [a.example.com], gateways: [g], http: [{route: [{destination: {host: web}}]}]}") },
        { "IST0145 Gateway edge/a spec.servers", "two Gateways for a host", EdgePod + Gateway("a") + Gateway("b") },
        { "IST0149 VirtualService shop/web spec.gateways", "claims that nobody verified",
            EdgePod + EdgeGateway + Route("{hosts: [a.example.com], gateways: [g], http: [{match: [{headers: {'@request.auth.claims.sub': {exact: x}}}], route: [{destination: {host: web}}]}]}") },
        { "IST0150 Service shop/s spec.ports[0]", "an external name's port tcp", Object("Service", "shop", "s", "{type: ExternalName, externalName: a.example.com, ports: [{name: tcp, port: 80}]}") },
        { "IST0152 EnvoyFilter shop/f spec.configPatches[0]", "REPLACE of a cluster", Filter("CLUSTER", "REPLACE") },
        { "IST0153 EnvoyFilter shop/f spec.configPatches[0]", "ADD of a route", Filter("HTTP_ROUTE", "ADD") },
        { "IST0154 EnvoyFilter shop/f spec.configPatches[0]", "REMOVE of a route", Filter("HTTP_ROUTE", "REMOVE") },
        { "IST0157 Telemetry shop/t spec.accessLogging[0]", "logs that go nowhere", Object("Telemetry", "shop", "t", "{accessLogging: [{}]}") },
        { "IST0159 Telemetry shop/a metadata.name", "two Telemetries for a pod", WebPod + Telemetry("a") + Telemetry("b") },
        { "IST0160 Telemetry shop/a metadata.name", "two Telemetries for a namespace", Object("Telemetry", "shop", "a", "{}") + Object("Telemetry", "shop", "b", "{}") },
        { "IST0161 Gateway edge/g spec.servers[0].tls.credentialName", "a secret that is no certificate", EdgePod + EdgeService + Secret("edge", "broken") + Tls("g", "broken") },
        { "IST0162 Gateway edge/g spec.servers[0].port", "a port behind no service", EdgePod + EdgeService + Object("Gateway", "edge", "g", "{selector: {istio: gw}, servers: [{port: {number: 81, name: http, protocol: HTTP}, hosts: ['*']}]}") },
        { "IST0165 VirtualService shop/web spec.gateways[0]", "a generated Gateway", Route("{hosts: [a.example.com], gateways: [edge/g-istio-autogenerated-k8s-gateway-http], http: [{route: [{destination: {host: web}}]}]}") },
        { "IST0173 DestinationRule shop/d spec.subsets[0]", "a subset without pods", Web + WebPod + Object("DestinationRule", "shop", "d", "{host: web, subsets: [{name: v9, labels: {version: v9}}]}") },
        { "IST0174 DestinationRule shop/d spec.host", "a rule for nothing", Web + WebPod + Object("DestinationRule", "shop", "d", "{host: wbe, trafficPolicy: {loadBalancer: {simple: RANDOM}}}") },
        { "IST0177 ServiceEntry shop/a metadata.name", "one port, two protocols", Entry("a", "HTTP") + Entry("b", "TLS") },
    };

    private static string Subset => Object("DestinationRule", "shop", "d", "{host: web, subsets: [{name: v1, labels: {version: v1}}]}");

    private static string EdgeGateway => Object("Gateway", "shop", "g", "{selector: {istio: gw}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]}");

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_its_code_object_and_field(string expected, string fault, string yaml)
    {
        var said = Codes(yaml);
        Assert.True(said.Contains(expected), $"{fault}: expected {expected}\nfound:\n{string.Join('\n', said)}");
    }

    [Fact]
    public void Every_message_says_what_to_do_about_it_unless_its_text_does() =>
        Assert.All(
            Faults().SelectMany(fault => Run((string)fault[2]).Messages),
            message => Assert.True(message.Fix.Length > 0 || message.Code.Id is "IST0102" or "IST0133" or "IST0106", $"{message.Code} {message.Text}"));

    [Fact]
    public void Every_code_that_files_can_show_has_a_case()
    {
        var shown = Faults().SelectMany(fault => Run((string)fault[2]).Messages).Select(message => message.Code).ToHashSet();
        AnalysisCode[] elsewhere =
        [
            // Told of clusters, or held by the reference files and the tests below.
            AnalysisCodes.PodMissingProxy, AnalysisCodes.UnknownMeshNetworksRegistry, AnalysisCodes.SchemaValidationError, AnalysisCodes.ConflictingMeshGatewayHosts,
            AnalysisCodes.MultipleSidecarsWithoutSelectors, AnalysisCodes.NoServerVerification, AnalysisCodes.HostNotFoundInGateway, AnalysisCodes.GatewayDuplicateCertificate,
            AnalysisCodes.RelativeOperation, AnalysisCodes.RelativeOperationWithVersion, AnalysisCodes.IneffectiveSelector,
        ];
        var all = typeof(AnalysisCodes).GetFields().Select(field => (AnalysisCode)field.GetValue(null)!);
        Assert.Empty(all.Except(shown).Except(elsewhere));
    }

    [Fact]
    public void A_running_pod_without_a_proxy_is_told_only_of_a_cluster()
    {
        var yaml = Object("Namespace", "", "shop", "{}", "labels: {istio-injection: enabled}") + WebPod;
        Assert.Contains("IST0103 Pod shop/web-1", Codes(yaml, isCluster: true));
        Assert.DoesNotContain("IST0103 Pod shop/web-1", Codes(yaml));
    }

    [Fact]
    public void Relative_operations_need_a_priority_the_more_where_a_version_is_matched()
    {
        var first = Object("EnvoyFilter", "shop", "a", "{configPatches: [{applyTo: HTTP_FILTER, match: {proxy: {proxyVersion: '1.*'}}, patch: {operation: INSERT_BEFORE, value: {name: x, typed_config: {}}}}]}");
        Assert.Contains("IST0151 EnvoyFilter shop/a spec.configPatches[0]", Codes(first));
        Assert.Contains("IST0155 EnvoyFilter shop/b spec.configPatches[0]", Codes(first + first.Replace("name: a,", "name: b,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Gateway_API_pods_are_not_reached_by_selectors() =>
        Assert.Contains(
            "IST0166 AuthorizationPolicy shop/a spec.selector",
            Codes(Object("Pod", "shop", "p", "{}", "labels: {gateway.networking.k8s.io/gateway-name: edge}")
                + Object("AuthorizationPolicy", "shop", "a", "{selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: edge}}}")));

    private static string Route(string spec) => Object("VirtualService", "shop", "web", spec);

    private static string Namespace(string name) => Object("Namespace", "", name, "{}", "labels: {istio-injection: enabled}");

    private static string Sidecar(string name) => Object("Sidecar", "shop", name, "{workloadSelector: {labels: {app: web}}, egress: [{hosts: ['./*']}]}");

    private static string Telemetry(string name) => Object("Telemetry", "shop", name, "{selector: {matchLabels: {app: web}}}");

    private static string Gateway(string name) => Object("Gateway", "edge", name, "{selector: {istio: gw}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example.com]}]}");

    private static string Tls(string name, string secret) =>
        Object("Gateway", "edge", name, "{selector: {istio: gw}, servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ['*'], tls: {mode: SIMPLE, credentialName: " + secret + "}}]}");

    private static string Secret(string ns, string name) => $"---\napiVersion: v1\nkind: Secret\nmetadata: {{name: {name}, namespace: {ns}}}\nstringData: {{tls.crt: nothing}}\n";

    private static string Filter(string applyTo, string operation) =>
        Object("EnvoyFilter", "shop", "f", "{configPatches: [{applyTo: " + applyTo + ", patch: {operation: " + operation + ", value: {name: x}}}]}");

    private static string Entry(string name, string protocol) =>
        Object("ServiceEntry", "shop", name, "{hosts: [api.example.com], ports: [{number: 443, name: p, protocol: " + protocol + "}], resolution: DNS, location: MESH_EXTERNAL}");
}
