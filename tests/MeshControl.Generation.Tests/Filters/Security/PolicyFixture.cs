using Envoy.Config.Listener.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Generation.Tests.Routes;
using MeshControl.Model.Proxies;
using MeshControl.Model.Security;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>A workload with an HTTP and a TCP port, policies that select it, and the filters it gets.</summary>
internal sealed class PolicyFixture
{
    private static readonly string Workload = Manifest.Of(
        Manifest.Client,
        Manifest.Service("web", "10.96.0.1", "{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 9000}", "client"),
        Manifest.Service("authz", "10.96.0.2", "{name: grpc, port: 9000}"));

    private readonly string _pod;
    private readonly ProxyType _type;

    public PolicyFixture(string policies, string meshConfig = "", string pod = "client", ProxyType type = ProxyType.Sidecar, KeySetFetching fetching = default)
    {
        (_pod, _type) = (pod, type);
        Mesh = new RouteFixture(Manifest.Of(Workload, policies), meshConfig, fetching);
    }

    public RouteFixture Mesh { get; }

    /// <summary>The HTTP filters of the workload's HTTP port that policies put there.</summary>
    public List<HttpFilter> Http => [.. Chain("0.0.0.0_8080").Http().HttpFilters.TakeWhile(filter => filter.Name != "envoy.filters.http.grpc_stats")];

    /// <summary>The network filters of the workload's TCP port in front of the proxy.</summary>
    public List<Filter> Network => [.. Chain("0.0.0.0_9000").Filters.SkipLast(1)];

    /// <summary>An AuthorizationPolicy of namespace shop; the spec in YAML flow style, without braces.</summary>
    public static string Authorization(string name, string spec, string ns = "shop", string annotations = "", string created = "2026-01-01T00:00:00Z") => $$$"""
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: {{{name}}}, namespace: {{{ns}}}, creationTimestamp: "{{{created}}}", annotations: { {{{annotations}}} }}
        spec: { {{{spec}}} }
        """;

    /// <summary>A RequestAuthentication; the rules in YAML flow style.</summary>
    public static string Tokens(string name, string rules, string ns = "shop") => $$$"""
        apiVersion: security.istio.io/v1
        kind: RequestAuthentication
        metadata: {name: {{{name}}}, namespace: {{{ns}}}}
        spec: {jwtRules: [{{{rules}}}]}
        """;

    public static HttpRbac Read(HttpFilter filter) => filter.TypedConfig.Unpack<HttpRbac>();

    public static NetworkRbac Read(Filter filter) => filter.TypedConfig.Unpack<NetworkRbac>();

    /// <summary>One line a rule.</summary>
    public static string[] Lines(RBAC? rules) => rules is null ? [] : [.. rules.Policies.Select(entry => $"{entry.Key}: {entry.Value.Describe()}")];

    public Listener Inbound() => Any.Parser.ParseFrom(
        Mesh.Compile(_pod, _type).View(Generation.Output.ResourceType.Listener, Generation.Output.RouteDelivery.Table).Find("virtualInbound")!.Any.Span).Unpack<Listener>();

    private FilterChain Chain(string name) => Inbound().FilterChains.First(chain => chain.Name == name);
}
