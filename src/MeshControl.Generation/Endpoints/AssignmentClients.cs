using MeshControl.Generation.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Cuts a client down to what the rules of a scope, of a group, of a service look at, so that all that cannot differ is shared.</summary>
internal sealed class AssignmentClients
{
    private readonly MeshFacts _facts;
    private readonly OutboundServices _services;
    private readonly Derived<(ServiceGroup Group, ProxyType Type, bool OnlyDns), PlaceNeeds> _ofGroup;
    private readonly Derived<(EgressKey Egress, bool OnlyDns), PlaceNeeds> _ofScope;

    public AssignmentClients(MeshFacts facts, OutboundServices services)
    {
        _facts = facts;
        _services = services;
        _ofGroup = new(facts.Graph, "place-needs/group", NeedsOfGroup);
        _ofScope = new(facts.Graph, "place-needs", NeedsOfScope);
    }

    /// <summary>The place that a scope's clusters depend on: hosts of DNS clusters stand in the cluster itself.</summary>
    public ClientPlace ForClusters(ProxyClass proxy, IReader read) => Cut(proxy, read.Get(_ofScope, (proxy.Egress, true)));

    /// <summary>The place that a scope's load assignments depend on.</summary>
    public ClientPlace ForAssignments(ProxyClass proxy, IReader read) => Cut(proxy, read.Get(_ofScope, (proxy.Egress, false)));

    /// <summary>The client as the DNS clusters of a group see it.</summary>
    public AssignmentClient ForClusters(ClientPlace place, ServiceGroup group, IReader read) =>
        Of(place, read.Get(_ofGroup, (group, place.Egress.Facets.Type, true)));

    /// <summary>The client as the load assignments of a group see it.</summary>
    public AssignmentClient ForAssignments(ClientPlace place, ServiceGroup group, IReader read) =>
        Of(place, read.Get(_ofGroup, (group, place.Egress.Facets.Type, false)));

    /// <summary>The client as one service sees it.</summary>
    public static AssignmentClient Narrow(AssignmentClient client, OutboundService outbound, ProxyType type, MeshSettings settings, bool hasGateways)
    {
        var needs = NeedsOf(outbound, type, settings);
        var onlyCluster = ClusterLocalServices.Includes(outbound.Service, settings) ? client.ClusterId : "";
        if (needs == default && onlyCluster.Length == 0 && client.NetworkView.IsEmpty && !hasGateways)
        {
            return AssignmentClient.Anyone;
        }

        return new AssignmentClient
        {
            Locality = needs.Locality ? client.Locality : "",
            NodeName = needs.Node ? client.NodeName : "",
            Labels = needs.Locality ? client.Labels : [],
            Network = needs.Locality || hasGateways ? client.Network : "",
            ClusterId = needs.Locality || hasGateways ? client.ClusterId : "",
            NetworkView = client.NetworkView,
            OnlyCluster = onlyCluster,
            IsV6 = hasGateways && client.IsV6,
        };
    }

    private static ClientPlace Cut(ProxyClass proxy, PlaceNeeds needs) =>
        new(proxy.Egress, needs.Locality ? proxy.Locality : "", needs.Node ? proxy.NodeName : "");

    private static AssignmentClient Of(ClientPlace place, PlaceNeeds needs)
    {
        var facets = place.Egress.Facets;
        return new AssignmentClient
        {
            Locality = needs.Locality ? place.Locality : "",
            NodeName = needs.Node ? place.NodeName : "",
            Labels = needs.Locality ? place.Egress.SelectorLabels : [],
            Network = facets.Network,
            ClusterId = facets.ClusterId,
            NetworkView = facets.Metadata.RequestedNetworkView,
            IsV6 = facets.IpMode == IpMode.V6,
        };
    }

    private PlaceNeeds NeedsOfScope((EgressKey Egress, bool OnlyDns) key, IReader read)
    {
        var needs = default(PlaceNeeds);
        foreach (var group in read.Get(_services.Groups, key.Egress))
        {
            needs |= read.Get(_ofGroup, (group, key.Egress.Facets.Type, key.OnlyDns));
        }

        return needs;
    }

    private PlaceNeeds NeedsOfGroup((ServiceGroup Group, ProxyType Type, bool OnlyDns) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var needs = default(PlaceNeeds);
        foreach (var outbound in key.Group.Items)
        {
            if (!key.OnlyDns || outbound.Service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin)
            {
                needs |= NeedsOf(outbound, key.Type, settings);
            }
        }

        return needs;
    }

    private static PlaceNeeds NeedsOf(OutboundService outbound, ProxyType type, MeshSettings settings)
    {
        var needs = new PlaceNeeds(false, outbound.Service.IsNodeLocal);
        if (!outbound.Rule.Exists && settings.Mesh.DefaultTrafficPolicy?.OutlierDetection is null)
        {
            // Nothing but the service and the mesh can ask for a place.
            return needs | NeedsOf(LocalityPolicy.Of(null, outbound.Service, settings.Mesh), false);
        }

        foreach (var plan in ServicePlan.Clusters(outbound.Service, outbound.Service.Ports, outbound.Rule, type, settings.Mesh.DefaultTrafficPolicy))
        {
            var policy = LocalityPolicy.Of(plan.Policy.LoadBalancer, outbound.Service, settings.Mesh);
            needs |= NeedsOf(policy, plan.Policy.OutlierDetection is not null);
        }

        return needs;
    }

    private static PlaceNeeds NeedsOf(LocalityPolicy policy, bool hasOutlierDetection) =>
        new(policy.NeedsClientLocality(hasOutlierDetection), policy.NeedsClientNode(hasOutlierDetection));
}
