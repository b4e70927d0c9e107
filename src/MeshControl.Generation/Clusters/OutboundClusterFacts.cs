using MeshControl.Generation.Endpoints;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>Outbound clusters as derived values: one entry a service, shared by every scope that sees the service alike.</summary>
internal sealed class OutboundClusterFacts
{
    private readonly MeshFacts _facts;
    private readonly OutboundServices _services;
    private readonly AssignmentClients _clients;
    private readonly Derived<ServiceKey, EquatableArray<string>> _identities;
    private readonly Derived<(ServiceKey Service, string Port), bool> _allTakeMtls;
    private readonly Derived<ServiceClustersKey, EquatableArray<EncodedResource>> _ofService;
    private readonly Derived<(ServiceGroup Group, ClusterClient Client, AssignmentClient Place, bool IsSniRouted), ResourceSet> _ofGroup;
    private readonly Derived<(ClientPlace Place, bool IsSniRouted), EquatableArray<ResourceSet>> _sets;

    public OutboundClusterFacts(MeshFacts facts, OutboundServices services, AssignmentClients clients)
    {
        _facts = facts;
        _services = services;
        _clients = clients;
        _identities = new(facts.Graph, "cluster/identities", (key, read) => read.Get(facts.Services.Find, key) is { } service
            ? ServiceIdentities.Of(service, read.Get(facts.Services.Endpoints, key), facts.Settings.Get(read).Mesh.TrustDomainAliases)
            : []);
        _allTakeMtls = new(facts.Graph, "cluster/all-take-mtls", AllTakeMtls);
        _ofService = new(facts.Graph, "cluster", Build);
        _ofGroup = new(facts.Graph, "cluster/group", Collect);
        _sets = new(facts.Graph, "cluster/sets", ListSets);
    }

    /// <summary>The outbound clusters of a scope, in sets that other scopes may share.</summary>
    public EquatableArray<ResourceSet> Get(ProxyClass proxy, bool isSniRouted, IReader read) =>
        read.Get(_sets, (_clients.ForClusters(proxy, read), isSniRouted));

    public EntryReference Reference(ProxyClass proxy, bool isSniRouted, IReader read) =>
        _sets.Reference((_clients.ForClusters(proxy, read), isSniRouted));

    private EquatableArray<ResourceSet> ListSets((ClientPlace Place, bool IsSniRouted) key, IReader read)
    {
        var client = ClusterClient.Of(key.Place.Egress.Facets, _facts.Settings.Get(read)) with
        {
            Patches = ClusterPatches.For(read.Get(_facts.Patches.Clusters, EnvoyPatchKey.Of(key.Place.Egress)), ClusterPatches.OutboundSide(key.Place.Egress.Facets.Type)),
        };
        return read.Get(_services.Groups, key.Place.Egress)
            .Select(group => read.Get(_ofGroup, (group, client, _clients.ForClusters(key.Place, group, read), key.IsSniRouted)))
            .ToEquatableArray();
    }

    private ResourceSet Collect((ServiceGroup Group, ClusterClient Client, AssignmentClient Place, bool IsSniRouted) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var resources = new List<EncodedResource>();
        foreach (var outbound in key.Group.Items)
        {
            var service = outbound.Service;
            if (key.IsSniRouted && service.IsMeshExternal)
            {
                continue;
            }

            var place = service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin
                ? AssignmentClients.Narrow(key.Place, outbound, key.Client.Type, settings, hasGateways: false)
                : AssignmentClient.Anyone;
            // A service whose clusters cannot be built does not take its neighbours along.
            if (read.TryGet(_ofService, new(service.Key, service.Ports, outbound.Rule, key.Client, place, key.IsSniRouted), out var own))
            {
                resources.AddRange(own);
            }
        }

        return ResourceSet.Create(resources);
    }

    private EquatableArray<EncodedResource> Build(ServiceClustersKey key, IReader read)
    {
        if (read.Get(_facts.Services.Find, key.Service) is not { } service)
        {
            return [];
        }

        RuleSources.Record(_facts, key.Rule, read);
        foreach (var patch in key.Client.Patches)
        {
            // The key says it all; the row is read so that an explanation names the object.
            read.Get(_facts.Resources.EnvoyFilters.Table, patch.Source.Key);
        }

        var settings = _facts.Settings.Get(read);
        var resources = new List<EncodedResource>();
        foreach (var plan in ServicePlan.Clusters(service, key.Ports, key.Rule, key.Client.Type, settings.Mesh.DefaultTrafficPolicy))
        {
            var input = new OutboundCluster
            {
                Service = service,
                Plan = plan,
                Rule = key.Rule,
                Client = key.Client,
                Settings = settings,
                Locality = LocalityPolicy.Of(plan.Policy.LoadBalancer, service, settings.Mesh),
                IsSniRouted = key.IsSniRouted,
                Identities = read.Get(_identities, service.Key),
                MeshTlsApplies = MeshTlsApplies(service, plan, key, settings, read),
            };
            if (plan.Discovery is DiscoveryKind.StrictDns or DiscoveryKind.LogicalDns)
            {
                input = input with { Assignment = InlineAssignment(input, key, read) };
            }

            if (OutboundClusterBuilder.Build(input) is { } built
                && ClusterPatches.Apply(built, key.Client.Patches, ClusterPatches.OutboundSide(key.Client.Type)) is { } cluster)
            {
                var endpointName = plan.Discovery == DiscoveryKind.Eds && cluster.Type == built.Type ? built.Name : null;
                resources.Add(ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster, endpointName));
            }
        }

        return resources.ToEquatableArray();
    }

    private Envoy.Config.Endpoint.V3.ClusterLoadAssignment InlineAssignment(OutboundCluster input, ServiceClustersKey key, IReader read) =>
        AssignmentBuilder.Build(new AssignmentInput
        {
            Name = input.Name,
            Service = input.Service,
            Plan = input.Plan,
            Rule = input.Rule,
            Endpoints = read.Get(_facts.Services.Endpoints, key.Service).Endpoints,
            Locality = input.Locality,
            Client = key.Place,
            RefusesMeshTls = ServerMtls.Refusal(_facts.Security, read),
            TakesNames = true,
            IsSniRouted = input.IsSniRouted,
        });

    // Mesh mTLS without being asked for it: to services of the mesh whose servers may take it (5.10).
    private bool MeshTlsApplies(Service service, PlannedCluster plan, ServiceClustersKey key, MeshSettings settings, IReader read)
    {
        if (service.IsMeshExternal || settings.Mesh.EnableAutoMtls == false)
        {
            return false;
        }

        // Without knowing the host, mTLS can only be used where every host takes it.
        var ownBalancer = plan.Subset is { } subset ? subset.TrafficPolicy?.LoadBalancer : key.Rule.Policy?.LoadBalancer;
        if ((service.Resolution == Resolution.Passthrough || ownBalancer?.Simple == SimpleLb.Passthrough)
            && !read.Get(_allTakeMtls, (service.Key, plan.Port.Name)))
        {
            return false;
        }

        return read.Get(_facts.Security.Namespace, service.Namespace) != MutualTlsMode.Disable;
    }

    private bool AllTakeMtls((ServiceKey Service, string Port) key, IReader read)
    {
        var some = false;
        foreach (var endpoint in read.Get(_facts.Services.Endpoints, key.Service).OfPort(key.Port))
        {
            if (endpoint.TlsMode == "disabled")
            {
                return false;
            }

            some = true;
        }

        return some;
    }
}
