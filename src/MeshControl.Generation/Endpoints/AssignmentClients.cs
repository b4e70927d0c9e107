using MeshControl.Generation.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Cuts a client down to what the rules of its scope look at, so that load assignments are shared by all that cannot differ.</summary>
internal sealed class AssignmentClients
{
    private readonly MeshFacts _facts;
    private readonly OutboundServices _services;
    private readonly Derived<(EgressKey Egress, bool OnlyDns), PlaceNeeds> _needs;

    public AssignmentClients(MeshFacts facts, OutboundServices services)
    {
        _facts = facts;
        _services = services;
        _needs = new(facts.Graph, "place-needs", Needs);
    }

    /// <summary>The place that clusters depend on: hosts of DNS clusters stand in the cluster itself.</summary>
    public ClientPlace ForClusters(ProxyClass proxy, IReader read) => Cut(proxy, read.Get(_needs, (proxy.Egress, true)));

    /// <summary>The place that load assignments depend on.</summary>
    public ClientPlace ForAssignments(ProxyClass proxy, IReader read) => Cut(proxy, read.Get(_needs, (proxy.Egress, false)));

    /// <summary>The client as one service's load assignments see it.</summary>
    public static AssignmentClient Narrow(
        ClientPlace place, OutboundService outbound, MeshSettings settings, EquatableArray<NetworkGatewayAddress> gateways)
    {
        var facets = place.Egress.Facets;
        var needs = NeedsOf(outbound, facets.Type, settings);
        var onlyCluster = ClusterLocalServices.Includes(outbound.Service, settings) ? facets.ClusterId : "";
        var view = facets.Metadata.RequestedNetworkView;
        if (needs == default && onlyCluster.Length == 0 && view.IsEmpty && gateways.IsEmpty)
        {
            return AssignmentClient.Anyone;
        }

        return new AssignmentClient
        {
            Locality = needs.Locality ? place.Locality : "",
            NodeName = needs.Node ? place.NodeName : "",
            Labels = needs.Locality ? place.Egress.SelectorLabels : [],
            Network = needs.Locality || !gateways.IsEmpty ? facets.Network : "",
            ClusterId = needs.Locality || !gateways.IsEmpty ? facets.ClusterId : "",
            NetworkView = view,
            OnlyCluster = onlyCluster,
            IsV6 = !gateways.IsEmpty && facets.IpMode == IpMode.V6,
        };
    }

    private static ClientPlace Cut(ProxyClass proxy, PlaceNeeds needs) =>
        new(proxy.Egress, needs.Locality ? proxy.Locality : "", needs.Node ? proxy.NodeName : "");

    private PlaceNeeds Needs((EgressKey Egress, bool OnlyDns) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var needs = default(PlaceNeeds);
        foreach (var outbound in read.Get(_services.Of, key.Egress))
        {
            if (!key.OnlyDns || outbound.Service.Resolution is Resolution.Dns or Resolution.DnsRoundRobin)
            {
                needs |= NeedsOf(outbound, key.Egress.Facets.Type, settings);
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
