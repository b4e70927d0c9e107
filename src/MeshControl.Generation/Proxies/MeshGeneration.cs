using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Gateways;
using MeshControl.Generation.Listeners.Inbound;
using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Generation.Routes;
using MeshControl.Model.Facts;

namespace MeshControl.Generation.Proxies;

/// <summary>Every set of resources that can be asked for, by area. It only declares; <see cref="ProxyConfigCompiler"/> puts a proxy together.</summary>
public sealed class MeshGeneration
{
    /// <summary>Declares everything over the facts of a mesh.</summary>
    /// <param name="facts">The mesh.</param>
    /// <param name="modules">How proxies get Wasm modules.</param>
    public MeshGeneration(MeshFacts facts, ModuleDelivery modules)
    {
        Facts = facts;
        var contexts = new FilterContexts(facts);
        var policies = new PolicyFilters(facts);
        var routes = new RouteCells(facts);
        Clusters = new(facts);
        OutboundListeners = new(facts, contexts);
        InboundListeners = new(facts, contexts, policies.Of);
        SidecarRoutes = new(facts, routes, (key, read) => read.Get(OutboundListeners.RouteNames, key));
        GatewayListeners = new(facts, contexts, policies.Of);
        GatewayRoutes = new(facts, routes);
        Extensions = new(facts, modules);
    }

    public MeshFacts Facts { get; }

    public ClusterFacts Clusters { get; }

    public OutboundListeners OutboundListeners { get; }

    public InboundListeners InboundListeners { get; }

    public SidecarRoutes SidecarRoutes { get; }

    public GatewayListeners GatewayListeners { get; }

    public GatewayRoutes GatewayRoutes { get; }

    public ExtensionResources Extensions { get; }
}
