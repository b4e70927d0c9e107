using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.Facts;

/// <summary>Every object the mesh reads, one table a kind, as decoded; written only by <see cref="ModelProjector"/>.</summary>
public sealed class ResourceFacts(Graph graph)
{
    public ResourceTable<KubeService> Services { get; } = new(graph, KindCatalog.Service.Id);

    public ResourceTable<EndpointSlice> EndpointSlices { get; } = new(graph, KindCatalog.EndpointSlice.Id);

    public ResourceTable<Resources.Core.Endpoints> Endpoints { get; } = new(graph, KindCatalog.Endpoints.Id);

    public ResourceTable<Pod> Pods { get; } = new(graph, KindCatalog.Pod.Id);

    public ResourceTable<Node> Nodes { get; } = new(graph, KindCatalog.Node.Id);

    public ResourceTable<Resources.Core.Namespace> Namespaces { get; } = new(graph, KindCatalog.Namespace.Id);

    public ResourceTable<ServiceAccount> ServiceAccounts { get; } = new(graph, KindCatalog.ServiceAccount.Id);

    public ResourceTable<Secret> Secrets { get; } = new(graph, KindCatalog.Secret.Id);

    public ResourceTable<ConfigMap> ConfigMaps { get; } = new(graph, KindCatalog.ConfigMap.Id);

    public ResourceTable<VirtualService> VirtualServices { get; } = new(graph, KindCatalog.VirtualService.Id);

    public ResourceTable<DestinationRule> DestinationRules { get; } = new(graph, KindCatalog.DestinationRule.Id);

    public ResourceTable<Gateway> Gateways { get; } = new(graph, KindCatalog.Gateway.Id);

    public ResourceTable<ServiceEntry> ServiceEntries { get; } = new(graph, KindCatalog.ServiceEntry.Id);

    public ResourceTable<WorkloadEntry> WorkloadEntries { get; } = new(graph, KindCatalog.WorkloadEntry.Id);

    public ResourceTable<WorkloadGroup> WorkloadGroups { get; } = new(graph, KindCatalog.WorkloadGroup.Id);

    public ResourceTable<Sidecar> Sidecars { get; } = new(graph, KindCatalog.Sidecar.Id);

    public ResourceTable<WorkloadProxyConfig> ProxyConfigs { get; } = new(graph, KindCatalog.ProxyConfig.Id);

    public ResourceTable<EnvoyFilter> EnvoyFilters { get; } = new(graph, KindCatalog.EnvoyFilter.Id);

    public ResourceTable<PeerAuthentication> PeerAuthentications { get; } = new(graph, KindCatalog.PeerAuthentication.Id);

    public ResourceTable<RequestAuthentication> RequestAuthentications { get; } = new(graph, KindCatalog.RequestAuthentication.Id);

    public ResourceTable<AuthorizationPolicy> AuthorizationPolicies { get; } = new(graph, KindCatalog.AuthorizationPolicy.Id);

    public ResourceTable<Telemetry> Telemetries { get; } = new(graph, KindCatalog.Telemetry.Id);

    public ResourceTable<WasmPlugin> WasmPlugins { get; } = new(graph, KindCatalog.WasmPlugin.Id);

    public ResourceTable<TrafficExtension> TrafficExtensions { get; } = new(graph, KindCatalog.TrafficExtension.Id);

    public ResourceTable<RateLimitPolicy> RateLimitPolicies { get; } = new(graph, KindCatalog.RateLimitPolicy.Id);

    public ResourceTable<IngressSpec> Ingresses { get; } = new(graph, KindCatalog.Ingress.Id);

    public ResourceTable<IngressClassSpec> IngressClasses { get; } = new(graph, KindCatalog.IngressClass.Id);

    public ResourceTable<GatewayClassSpec> GatewayClasses { get; } = new(graph, KindCatalog.GatewayClass.Id);

    public ResourceTable<GatewaySpec> KubernetesGateways { get; } = new(graph, KindCatalog.KubernetesGateway.Id);

    public ResourceTable<HttpRouteSpec> HttpRoutes { get; } = new(graph, KindCatalog.HttpRoute.Id);

    public ResourceTable<GrpcRouteSpec> GrpcRoutes { get; } = new(graph, KindCatalog.GrpcRoute.Id);

    public ResourceTable<TcpRouteSpec> TcpRoutes { get; } = new(graph, KindCatalog.TcpRoute.Id);

    public ResourceTable<TlsRouteSpec> TlsRoutes { get; } = new(graph, KindCatalog.TlsRoute.Id);

    public ResourceTable<ReferenceGrantSpec> ReferenceGrants { get; } = new(graph, KindCatalog.ReferenceGrant.Id);

    /// <summary>Writes one change into the table of its kind; an object that is gone has no <paramref name="after"/>.</summary>
    /// <returns>False where no table holds that kind.</returns>
    internal bool Write(GraphWriter writer, ResourceKey key, Resource? after) => key.Kind switch
    {
        "Service" => Write(writer, Services, key, after),
        "EndpointSlice" => Write(writer, EndpointSlices, key, after),
        "Endpoints" => Write(writer, Endpoints, key, after),
        "Pod" => Write(writer, Pods, key, after),
        "Node" => Write(writer, Nodes, key, after),
        "Namespace" => Write(writer, Namespaces, key, after),
        "ServiceAccount" => Write(writer, ServiceAccounts, key, after),
        "Secret" => Write(writer, Secrets, key, after),
        "ConfigMap" => Write(writer, ConfigMaps, key, after),
        "VirtualService" => Write(writer, VirtualServices, key, after),
        "DestinationRule" => Write(writer, DestinationRules, key, after),
        "Gateway" => Write(writer, Gateways, key, after),
        "ServiceEntry" => Write(writer, ServiceEntries, key, after),
        "WorkloadEntry" => Write(writer, WorkloadEntries, key, after),
        "WorkloadGroup" => Write(writer, WorkloadGroups, key, after),
        "Sidecar" => Write(writer, Sidecars, key, after),
        "ProxyConfig" => Write(writer, ProxyConfigs, key, after),
        "EnvoyFilter" => Write(writer, EnvoyFilters, key, after),
        "PeerAuthentication" => Write(writer, PeerAuthentications, key, after),
        "RequestAuthentication" => Write(writer, RequestAuthentications, key, after),
        "AuthorizationPolicy" => Write(writer, AuthorizationPolicies, key, after),
        "Telemetry" => Write(writer, Telemetries, key, after),
        "WasmPlugin" => Write(writer, WasmPlugins, key, after),
        "TrafficExtension" => Write(writer, TrafficExtensions, key, after),
        "RateLimitPolicy" => Write(writer, RateLimitPolicies, key, after),
        "Ingress" => Write(writer, Ingresses, key, after),
        "IngressClass" => Write(writer, IngressClasses, key, after),
        "GatewayClass" => Write(writer, GatewayClasses, key, after),
        "KubernetesGateway" => Write(writer, KubernetesGateways, key, after),
        "HTTPRoute" => Write(writer, HttpRoutes, key, after),
        "GRPCRoute" => Write(writer, GrpcRoutes, key, after),
        "TCPRoute" => Write(writer, TcpRoutes, key, after),
        "TLSRoute" => Write(writer, TlsRoutes, key, after),
        "ReferenceGrant" => Write(writer, ReferenceGrants, key, after),
        _ => false,
    };

    private static bool Write<TSpec>(GraphWriter writer, ResourceTable<TSpec> table, ResourceKey key, Resource? after)
        where TSpec : class
    {
        if (after is Resource<TSpec> resource)
        {
            writer.Set(table.Table, key, resource);
        }
        else
        {
            writer.Remove(table.Table, key);
        }

        return true;
    }
}
