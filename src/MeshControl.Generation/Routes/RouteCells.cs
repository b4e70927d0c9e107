using System.Collections.Immutable;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Output;
using MeshControl.Generation.Routes.Sidecars;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Routes;

/// <summary>
/// The values that tables of sidecars and gateways are put together from: the routes of a rule, and a virtual host. An edit of a rule rebuilds
/// its routes and the hosts that have them, nothing else.
/// </summary>
public sealed class RouteCells
{
    private readonly MeshFacts _facts;
    private readonly Index<bool, ResourceKey, Resource<DestinationRule>> _hashingRules;
    private readonly Derived<string, HashingHosts> _hashingHosts;

    public RouteCells(MeshFacts facts)
    {
        _facts = facts;
        _hashingRules = new(facts.Resources.DestinationRules.Table, "DestinationRule/hashing", static rule => HashPolicies.IsUsedBy(rule.Spec) ? [true] : []);
        _hashingHosts = new(facts.Graph, "hashing-hosts", (_, read) => new HashingHosts(read.Items(_hashingRules, true)
            .Select(rule => HostNames.Expand(rule.Spec.Host, rule.Namespace, facts.Settings.Get(read).DomainSuffix))));
        Defaults = new(facts.Graph, "route-defaults", ReadDefaults);
        ServicesOfPort = new(facts.Graph, "route-services", ListServices);
        Targets = new(facts.Graph, "route-target", FindTarget);
        Rules = new(facts.Graph, "rule-routes", BuildRule);
        VirtualHosts = new(facts.Graph, "virtual-host", BuildHost);
    }

    /// <summary>Settings that every route of a proxy depends on.</summary>
    public Derived<ClientFacets, RouteDefaults> Defaults { get; }

    /// <summary>What an egress listener imports, by port.</summary>
    public Derived<SidecarPortKey, ServicesOfPort> ServicesOfPort { get; }

    /// <summary>An encoded virtual host.</summary>
    public Derived<VirtualHostKey, EncodedVirtualHost> VirtualHosts { get; }

    /// <summary>The encoded routes of a rule.</summary>
    public Derived<RuleRoutesKey, EncodedRoutes> Rules { get; }

    /// <summary>One host among <see cref="ServicesOfPort"/>: a change of other services does not reach the rules that lead to it.</summary>
    internal Derived<(SidecarPortKey Port, string Host), Service?> Targets { get; }

    /// <summary>
    /// The rule by which requests to a service may stick to an endpoint, for a proxy of a namespace; none where no rule for its host hashes, so that
    /// other rules come and go without a route noticing.
    /// </summary>
    internal DestinationPolicyView HashingPolicy(Service service, string clientNamespace, EquatableMap<string, string> selectorLabels, IReader read) =>
        read.Get(_hashingHosts, "").Covers(service.Host)
            ? read.Get(_facts.Traffic.DestinationPolicy, new DestinationPolicyKey(service.Host, service.Namespace, clientNamespace, selectorLabels))
            : DestinationPolicyView.None;

    internal Service? FindVisible(string host, string viewer, IReader read) => read.Get(_facts.Services.VisibleByHost, (host, viewer));

    internal Service? FindOwn(string host, string ns, string viewer, IReader read) =>
        read.Get(_facts.Services.Find, new ServiceKey(host, ns)) is { } own && Visibility.IsVisible(own.ExportTo, own.Namespace, viewer) ? own : null;

    private RouteDefaults ReadDefaults(ClientFacets facets, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var headers = ProxyConfigs.Effective(settings.Mesh, facets.Metadata).ProxyHeaders;
        return new RouteDefaults(
            settings.Mesh.DefaultHttpRetryPolicy, headers?.AttemptCount?.Disabled != true, headers?.XForwardedHost?.Enabled == true);
    }

    private ServicesOfPort ListServices(SidecarPortKey key, IReader read)
    {
        var listeners = read.Get(_facts.Scopes.Egress, key.Egress).Listeners;
        return key.Listener < listeners.Count
            ? Sidecars.ServicesOfPort.Create(listeners[key.Listener].Services, key.Port)
            : Sidecars.ServicesOfPort.Empty;
    }

    private Service? FindTarget((SidecarPortKey Port, string Host) key, IReader read) => read.Get(ServicesOfPort, key.Port).Find(key.Host);

    private EncodedRoutes BuildRule(RuleRoutesKey key, IReader read)
    {
        if (read.Get(_facts.Traffic.Expanded, key.Rule) is not { } rule)
        {
            return EncodedRoutes.Empty;
        }

        IDestinationResolver destinations = key.Sidecar is { } port
            ? new SidecarDestinations(port, this, read)
            : new GatewayDestinations(rule.Namespace, key.Scope, this, read);
        return new EncodedRoutes([.. VirtualServiceRoutes.Build(rule, key.Scope, destinations).Select(VirtualHostBuilder.Encode)]);
    }

    private EncodedVirtualHost BuildHost(VirtualHostKey key, IReader read)
    {
        var routes = ImmutableArray.CreateBuilder<EncodedRoute>();
        if (key.Default is { } route)
        {
            routes.Add(VirtualHostBuilder.Encode(VirtualHostBuilder.Build(route)));
        }

        foreach (var rule in key.Rules)
        {
            routes.AddRange(read.Get(Rules, rule).Items);
        }

        return VirtualHostBuilder.Build(key, routes);
    }
}
