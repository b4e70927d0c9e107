using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Policy;
using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Resources;

/// <summary>Every kind that the mesh reads.</summary>
public static class KindCatalog
{
    public static readonly ResourceKind Service = Document<KubeService>("Service", "", "v1", "services", labels: true, annotations: true);
    public static readonly ResourceKind EndpointSlice = Document<EndpointSlice>("EndpointSlice", "discovery.k8s.io", "v1", "endpointslices", labels: true);
    public static readonly ResourceKind Endpoints = Document<Endpoints>("Endpoints", "", "v1", "endpoints", labels: true);
    public static readonly ResourceKind Pod = Document<Pod>("Pod", "", "v1", "pods", labels: true, annotations: true, lifecycle: true);
    public static readonly ResourceKind Node = Document<Node>("Node", "", "v1", "nodes", namespaced: false, labels: true);
    public static readonly ResourceKind Namespace = Document<Namespace>("Namespace", "", "v1", "namespaces", namespaced: false, labels: true, annotations: true);
    public static readonly ResourceKind ServiceAccount = Document<ServiceAccount>("ServiceAccount", "", "v1", "serviceaccounts");
    public static readonly ResourceKind Secret = Document<Secret>("Secret", "", "v1", "secrets");
    public static readonly ResourceKind ConfigMap = Document<ConfigMap>("ConfigMap", "", "v1", "configmaps", labels: true);

    public static readonly ResourceKind VirtualService = IstioKind<VirtualService>("VirtualService", "networking.istio.io", "virtualservices");
    public static readonly ResourceKind DestinationRule = IstioKind<DestinationRule>("DestinationRule", "networking.istio.io", "destinationrules");
    public static readonly ResourceKind Gateway = IstioKind<Gateway>("Gateway", "networking.istio.io", "gateways");
    public static readonly ResourceKind ServiceEntry = IstioKind<ServiceEntry>("ServiceEntry", "networking.istio.io", "serviceentries", metadata: true, status: true);
    public static readonly ResourceKind WorkloadEntry = IstioKind<WorkloadEntry>("WorkloadEntry", "networking.istio.io", "workloadentries", metadata: true, status: true);
    public static readonly ResourceKind WorkloadGroup = IstioKind<WorkloadGroup>("WorkloadGroup", "networking.istio.io", "workloadgroups", metadata: true);
    public static readonly ResourceKind Sidecar = IstioKind<Sidecar>("Sidecar", "networking.istio.io", "sidecars");
    public static readonly ResourceKind ProxyConfig = IstioKind<WorkloadProxyConfig>("ProxyConfig", "networking.istio.io", "proxyconfigs", ["v1beta1"]);
    public static readonly ResourceKind EnvoyFilter = IstioKind<EnvoyFilter>("EnvoyFilter", "networking.istio.io", "envoyfilters", ["v1alpha3"]);
    public static readonly ResourceKind PeerAuthentication = IstioKind<PeerAuthentication>("PeerAuthentication", "security.istio.io", "peerauthentications");
    public static readonly ResourceKind RequestAuthentication = IstioKind<RequestAuthentication>("RequestAuthentication", "security.istio.io", "requestauthentications");
    public static readonly ResourceKind AuthorizationPolicy = IstioKind<AuthorizationPolicy>("AuthorizationPolicy", "security.istio.io", "authorizationpolicies", metadata: true);
    public static readonly ResourceKind Telemetry = IstioKind<Telemetry>("Telemetry", "telemetry.istio.io", "telemetries");
    public static readonly ResourceKind WasmPlugin = IstioKind<WasmPlugin>("WasmPlugin", "extensions.istio.io", "wasmplugins");
    public static readonly ResourceKind TrafficExtension = IstioKind<TrafficExtension>("TrafficExtension", "extensions.istio.io", "trafficextensions");

    public static readonly ResourceKind RateLimitPolicy = Spec<RateLimitPolicy>("RateLimitPolicy", "policy.meshcontrol.io", ["v1alpha1"], "ratelimitpolicies", "RateLimitPolicy", metadata: false);

    public static readonly ResourceKind Ingress = Spec<IngressSpec>("Ingress", "networking.k8s.io", ["v1"], "ingresses", "Ingress");
    public static readonly ResourceKind IngressClass = Spec<IngressClassSpec>("IngressClass", "networking.k8s.io", ["v1"], "ingressclasses", "IngressClass", namespaced: false);
    public static readonly ResourceKind GatewayClass = GatewayKind<GatewayClassSpec>("GatewayClass", "gatewayclasses", namespaced: false);
    public static readonly ResourceKind KubernetesGateway = GatewayKind<GatewaySpec>("Gateway", "gateways", id: "KubernetesGateway");
    public static readonly ResourceKind ListenerSet = GatewayKind<ListenerSetSpec>("ListenerSet", "listenersets");
    public static readonly ResourceKind HttpRoute = GatewayKind<HttpRouteSpec>("HTTPRoute", "httproutes");
    public static readonly ResourceKind GrpcRoute = GatewayKind<GrpcRouteSpec>("GRPCRoute", "grpcroutes");
    public static readonly ResourceKind TcpRoute = GatewayKind<TcpRouteSpec>("TCPRoute", "tcproutes");
    public static readonly ResourceKind TlsRoute = GatewayKind<TlsRouteSpec>("TLSRoute", "tlsroutes");
    public static readonly ResourceKind ReferenceGrant = GatewayKind<ReferenceGrantSpec>("ReferenceGrant", "referencegrants");
    public static readonly ResourceKind BackendTlsPolicy = GatewayKind<BackendTlsPolicySpec>("BackendTLSPolicy", "backendtlspolicies");

    /// <summary>All kinds, in a fixed order.</summary>
    public static readonly IReadOnlyList<ResourceKind> All =
    [
        Namespace, Node, ServiceAccount, Secret, ConfigMap, Service, EndpointSlice, Endpoints, Pod,
        VirtualService, DestinationRule, Gateway, ServiceEntry, WorkloadEntry, WorkloadGroup, Sidecar, ProxyConfig, EnvoyFilter,
        PeerAuthentication, RequestAuthentication, AuthorizationPolicy, Telemetry, WasmPlugin, TrafficExtension, RateLimitPolicy,
        Ingress, IngressClass, GatewayClass, KubernetesGateway, ListenerSet, HttpRoute, GrpcRoute, TcpRoute, TlsRoute, ReferenceGrant, BackendTlsPolicy,
    ];

    private static readonly FrozenDictionary<(string Group, string Kind), ResourceKind> ByGroupAndKind =
        All.ToFrozenDictionary(k => (k.Group, k.Kind));

    private static readonly FrozenDictionary<string, ResourceKind> ById = All.ToFrozenDictionary(k => k.Id);

    /// <summary>The kind with this API group ("" for core) and kind name, or null when the mesh does not read it.</summary>
    public static ResourceKind? Find(string group, string kind) => ByGroupAndKind.GetValueOrDefault((group, kind));

    /// <summary>The kind with this id, or null.</summary>
    public static ResourceKind? Find(string id) => ById.GetValueOrDefault(id);

    private static ResourceKind Document<TSpec>(
        string kind, string group, string version, string plural, bool namespaced = true, bool labels = false, bool annotations = false, bool lifecycle = false)
        where TSpec : class =>
        new(Make<TSpec>)
        {
            Id = kind,
            Kind = kind,
            Group = group,
            Versions = [version],
            Plural = plural,
            Namespaced = namespaced,
            SpecType = typeof(TSpec),
            SpecIsDocument = true,
            ReadsLabels = labels,
            ReadsAnnotations = annotations,
            ReadsLifecycle = lifecycle,
        };

    private static ResourceKind IstioKind<TSpec>(string kind, string group, string plural, string[]? versions = null, bool metadata = false, bool status = false)
        where TSpec : class
    {
        versions ??= group switch
        {
            "networking.istio.io" => ["v1", "v1beta1", "v1alpha3"],
            "security.istio.io" => ["v1", "v1beta1"],
            "telemetry.istio.io" => ["v1", "v1alpha1"],
            _ => ["v1alpha1"],
        };
        return Spec<TSpec>(kind, group, versions, plural, kind, metadata: metadata, status: status);
    }

    private static ResourceKind GatewayKind<TSpec>(string kind, string plural, string? id = null, bool namespaced = true)
        where TSpec : class =>
        Spec<TSpec>(kind, "gateway.networking.k8s.io", ["v1", "v1beta1", "v1alpha3", "v1alpha2"], plural, id ?? kind, namespaced, metadata: true);

    private static ResourceKind Spec<TSpec>(
        string kind, string group, string[] versions, string plural, string id, bool namespaced = true, bool metadata = true, bool status = false)
        where TSpec : class =>
        new(Make<TSpec>)
        {
            Id = id,
            Kind = kind,
            Group = group,
            Versions = versions,
            Plural = plural,
            Namespaced = namespaced,
            SpecType = typeof(TSpec),
            HasFullSchema = true,
            ReadsStatus = status,
            ReadsLabels = metadata,
            ReadsAnnotations = metadata,
        };

    private static Resource<TSpec> Make<TSpec>(ReadOnlySpan<byte> canonicalSpec, ResourceDraft draft)
        where TSpec : class
    {
        var type = (JsonTypeInfo<TSpec>)ResourceJsonContext.Default.GetTypeInfo(typeof(TSpec))!;
        return new(draft.Kind, draft.Meta, JsonSerializer.Deserialize(canonicalSpec, type)!, draft.ContentHash) { Status = draft.Status };
    }
}
