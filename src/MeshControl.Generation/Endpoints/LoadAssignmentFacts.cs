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
    private readonly AssignmentClients _clients;
    private readonly NetworkGatewayFacts _gateways;
    private readonly Derived<AssignmentKey, EquatableArray<EncodedResource>> _ofService;
    private readonly Derived<(ServiceGroup Group, ProxyType Type, AssignmentClient Client, bool IsSniRouted), ResourceSet> _ofGroup;
    private readonly Derived<(ClientPlace Place, bool IsSniRouted), EquatableArray<ResourceSet>> _sets;

    public LoadAssignmentFacts(MeshFacts facts, OutboundServices services, AssignmentClients clients)
    {
        _facts = facts;
        _clients = clients;
        _gateways = new(facts);
        _ofService = new(facts.Graph, "load-assignment", Build);
        _ofGroup = new(facts.Graph, "load-assignment/group", Collect);
        _sets = new(facts.Graph, "load-assignment/sets", (key, read) => read.Get(services.Groups, key.Place.Egress)
            .Select(group => read.Get(
                _ofGroup, (group, key.Place.Egress.Facets.Type, clients.ForAssignments(key.Place, group, read), key.IsSniRouted)))
            .ToEquatableArray());
    }

    /// <summary>The load assignments of a scope, in sets that other scopes may share.</summary>
    public EquatableArray<ResourceSet> Get(ProxyClass proxy, bool isSniRouted, IReader read) =>
        read.Get(_sets, (_clients.ForAssignments(proxy, read), isSniRouted));

    public EntryReference Reference(ProxyClass proxy, bool isSniRouted, IReader read) =>
        _sets.Reference((_clients.ForAssignments(proxy, read), isSniRouted));

    private ResourceSet Collect((ServiceGroup Group, ProxyType Type, AssignmentClient Client, bool IsSniRouted) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var hasGateways = !_gateways.Get(read).IsEmpty;
        var resources = new List<EncodedResource>();
        foreach (var outbound in key.Group.Items)
        {
            var service = outbound.Service;
            var type = service.Resolution == Resolution.Passthrough ? key.Type : ProxyType.Sidecar;
            if (service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin or Resolution.DynamicDns
                || (service.Resolution == Resolution.Passthrough && type == ProxyType.Sidecar)
                || (key.IsSniRouted && service.IsMeshExternal))
            {
                continue;
            }

            var client = AssignmentClients.Narrow(key.Client, outbound, key.Type, settings, hasGateways);
            // A service whose assignments cannot be built does not take its neighbours along.
            if (read.TryGet(_ofService, new(service.Key, service.Ports, outbound.Rule, type, client, key.IsSniRouted), out var own))
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
