using System.Collections.Immutable;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;
using MeshControl.Generation.Simulation.Clusters;
using MeshControl.Generation.Simulation.Http;
using HttpConnectionManager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;
using NetworkRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshControl.Generation.Simulation;

/// <summary>A connection through the network filters of one chain, until one of them takes it over.</summary>
internal sealed class NetworkRun(ProxyResources resources, ResourceReference listener)
{
    private const string SniCluster = "envoy.filters.network.sni_cluster";

    /// <summary>Where the connection (or the request in it) ends up.</summary>
    /// <param name="chain">The chain that took the connection.</param>
    /// <param name="request">The request that the bytes hold; null where they are no HTTP.</param>
    /// <param name="context">What access rules may look at; its connection is in plaintext where the chain ended TLS.</param>
    /// <param name="before">What was decided so far.</param>
    public IEnumerable<ProxyOutcome> Run(FilterChain chain, HttpRequest? request, AccessContext context, ImmutableArray<Decision> before)
    {
        var nameOfCluster = "";
        foreach (var filter in chain.Filters)
        {
            var config = filter.TypedConfig;
            switch (config?.TypeUrl[(config.TypeUrl.LastIndexOf('/') + 1)..])
            {
                case "envoy.extensions.filters.network.rbac.v3.RBAC":
                    var rules = NetworkRbac.Parser.ParseFrom(config.Value);
                    var (isAllowed, policy) = RbacEngine.Evaluate(rules.Rules, context);
                    if (rules.Rules is null)
                    {
                        break;
                    }

                    var decision = new Decision(DecisionKind.Filter, filter.Name, $"{(isAllowed ? "allowed" : "denied")}: {(policy is null ? "no rule matches" : "a rule matches")}")
                    {
                        Resource = listener, ConfiguredBy = PolicyName.Of(policy),
                    };
                    before = before.Add(decision);
                    if (!isAllowed)
                    {
                        return [new ProxyOutcome(1, before, new Closed("access denied"))];
                    }

                    break;
                case "envoy.extensions.filters.network.ext_authz.v3.ExtAuthz":
                    before = before.Add(new Decision(DecisionKind.Filter, filter.Name, "asks an authorizer; taken as allowed") { Resource = listener });
                    break;
                case "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy":
                    return Forward(TcpProxy.Parser.ParseFrom(config.Value), nameOfCluster, context, before);
                case "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager":
                    // The answer to a TLS client is 400 in plaintext, which it cannot read.
                    return context.Connection.Tls is not null ? [new ProxyOutcome(1, before, new Closed("the chain expects HTTP and gets TLS"))]
                        : request is null ? [new ProxyOutcome(1, before, new Answered(400, "the chain expects HTTP and gets something else"))]
                        : new HttpRun(resources, HttpConnectionManager.Parser.ParseFrom(config.Value), listener).Run(request, context, before);
                default:
                    if (filter.Name == SniCluster)
                    {
                        nameOfCluster = context.ServerName;
                    }

                    break;
            }
        }

        return [new ProxyOutcome(1, before, new Closed("the chain forwards to nowhere"))];
    }

    private IEnumerable<ProxyOutcome> Forward(TcpProxy proxy, string nameOfCluster, AccessContext context, ImmutableArray<Decision> before)
    {
        IEnumerable<(string Name, double Share)> targets;
        if (nameOfCluster.Length > 0)
        {
            targets = [(nameOfCluster, 1)];
        }
        else if (proxy.WeightedClusters is { } weighted)
        {
            var total = weighted.Clusters.Sum(item => (double)item.Weight);
            targets = weighted.Clusters.Where(item => item.Weight > 0).Select(item => (item.Name, item.Weight / total));
        }
        else
        {
            targets = [(proxy.Cluster, 1)];
        }

        foreach (var (name, share) in targets)
        {
            if (resources.Cluster(name) is not { } cluster)
            {
                yield return new ProxyOutcome(share, before.Add(new Decision(DecisionKind.Cluster, name, "there is no such cluster")), new Closed("no cluster"));
                continue;
            }

            var decisions = before.Add(new Decision(DecisionKind.Cluster, name, share < 1 ? $"weight {share * 100:0.##}%, as bytes" : "as bytes")
            {
                Resource = new(ResourceType.Cluster, name), ConfiguredBy = ConfiguredBy.Of(cluster.Metadata),
            });
            var endpoints = EndpointChances.Of(resources, cluster, context.Connection, null);
            yield return endpoints.IsEmpty
                ? new ProxyOutcome(share, decisions.Add(new Decision(DecisionKind.Endpoint, "none", "no healthy endpoint")), new Closed("no healthy endpoint"))
                : new ProxyOutcome(share, decisions, new Forwarded(name, endpoints) { BoundSource = BoundAddress.Of(cluster) });
        }
    }
}
