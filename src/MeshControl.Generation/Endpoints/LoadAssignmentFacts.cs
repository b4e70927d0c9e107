using MeshControl.Generation.Clusters;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Load assignments as derived values: a changed endpoint costs its service's assignments and the group they stand in.</summary>
internal sealed class LoadAssignmentFacts
{
    private readonly MeshFacts _facts;
    private readonly OutboundServices _services;
    private readonly AssignmentClients _clients;
    private readonly NetworkGatewayFacts _gateways;
    private readonly Derived<AssignmentKey, EquatableArray<EncodedResource>> _ofService;
    private readonly Derived<(ClientPlace Place, bool IsSniRouted), EquatableArray<ServiceGroup<AssignmentKey>>> _groups;
    private readonly Derived<ServiceGroup<AssignmentKey>, ResourceSet> _set;
    private readonly Derived<(ClientPlace Place, bool IsSniRouted), EquatableArray<ResourceSet>> _sets;

    public LoadAssignmentFacts(MeshFacts facts, OutboundServices services, AssignmentClients clients)
    {
        _facts = facts;
        _services = services;
        _clients = clients;
        _gateways = new(facts);
        _ofService = new(facts.Graph, "load-assignment", Build);
        _groups = new(facts.Graph, "load-assignment/groups", Divide);
        _set = new(facts.Graph, "load-assignment/group", Collect);
        _sets = new(facts.Graph, "load-assignment/sets", (key, read) => read.Get(_groups, key).Select(group => read.Get(_set, group)).ToEquatableArray());
    }

    /// <summary>The load assignments of a scope, in sets that other scopes may share.</summary>
    public EquatableArray<ResourceSet> Get(ProxyClass proxy, bool isSniRouted, IReader read) =>
        read.Get(_sets, (_clients.ForAssignments(proxy, read), isSniRouted));

    public EntryReference Reference(ProxyClass proxy, bool isSniRouted, IReader read) =>
        _sets.Reference((_clients.ForAssignments(proxy, read), isSniRouted));

    private EquatableArray<ServiceGroup<AssignmentKey>> Divide((ClientPlace Place, bool IsSniRouted) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var gateways = _gateways.Get(read);
        var keys = new List<(string, AssignmentKey)>();
        foreach (var outbound in read.Get(_services.Of, key.Place.Egress))
        {
            var service = outbound.Service;
            var type = service.Resolution == Resolution.Passthrough ? key.Place.Egress.Facets.Type : ProxyType.Sidecar;
            if (service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin or Resolution.DynamicDns
                || (service.Resolution == Resolution.Passthrough && type == ProxyType.Sidecar)
                || (key.IsSniRouted && service.IsMeshExternal))
            {
                continue;
            }

            var client = AssignmentClients.Narrow(key.Place, outbound, settings, gateways);
            keys.Add((service.Host, new(service.Key, service.Ports, outbound.Rule, type, client, key.IsSniRouted)));
        }

        return ServiceGroup<AssignmentKey>.Divide(keys);
    }

    private ResourceSet Collect(ServiceGroup<AssignmentKey> group, IReader read)
    {
        var resources = new List<EncodedResource>();
        foreach (var key in group.Items)
        {
            // A service whose assignments cannot be built does not take its neighbours along.
            if (read.TryGet(_ofService, key, out var own))
            {
                resources.AddRange(own);
            }
        }

        return ResourceSet.Create(resources);
    }

    private EquatableArray<EncodedResource> Build(AssignmentKey key, IReader read)
    {
        if (read.Get(_facts.Services.Find, key.Service) is not { } service)
        {
            return [];
        }

        RuleSources.Record(_facts, key.Rule, read);
        var settings = _facts.Settings.Get(read);
        var endpoints = read.Get(_facts.Services.Endpoints, key.Service).Endpoints;
        var gateways = _gateways.Get(read);
        var refusesMeshTls = ServerMtls.Refusal(_facts.Security, read);
        var resources = new List<EncodedResource>();
        foreach (var plan in ServicePlan.Clusters(service, key.Ports, key.Rule, key.Type, settings.Mesh.DefaultTrafficPolicy))
        {
            if (plan.Discovery != DiscoveryKind.Eds)
            {
                continue;
            }

            var name = plan.NameFor(service.Host, key.IsSniRouted);
            var assignment = AssignmentBuilder.Build(new AssignmentInput
            {
                Name = name,
                Service = service,
                Plan = plan,
                Rule = key.Rule,
                Endpoints = endpoints,
                Locality = LocalityPolicy.Of(plan.Policy.LoadBalancer, service, settings.Mesh),
                Client = key.Client,
                Gateways = gateways,
                RefusesMeshTls = refusesMeshTls,
                IsSniRouted = key.IsSniRouted,
            });
            resources.Add(ResourceEncoder.Encode(ResourceType.Endpoint, name, assignment));
        }

        return resources.ToEquatableArray();
    }
}
