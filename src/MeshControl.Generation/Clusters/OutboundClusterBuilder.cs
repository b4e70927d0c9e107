using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Endpoints;
using MeshControl.Model.Services;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;
using LookupFamily = Envoy.Config.Cluster.V3.Cluster.Types.DnsLookupFamily;

namespace MeshControl.Generation.Clusters;

/// <summary>Builds the clusters of services as clients see them (traffic specification 5.4).</summary>
internal static class OutboundClusterBuilder
{
    /// <summary>The cluster, or null for a DNS cluster without hosts.</summary>
    public static Cluster? Build(OutboundCluster input)
    {
        if (input.Plan.Discovery is DiscoveryKind.StrictDns or DiscoveryKind.LogicalDns && input.Assignment is not { Endpoints.Count: > 0 })
        {
            return null;
        }

        var (service, plan, mesh) = (input.Service, input.Plan, input.Settings.Mesh);
        var draft = new ClusterDraft(new Cluster
        {
            Name = input.Name,
            AltStatName = ClusterStatNames.Expand(
                mesh.OutboundClusterStatName, input.Name, service, plan.Port.Name, plan.Port.Number, 0, plan.SubsetName),
        });
        if (plan.Discovery != DiscoveryKind.DynamicForwardProxy)
        {
            draft.Message.CommonLbConfig = new();
        }

        ApplyDiscovery(draft, input);
        HttpProtocolPart.ApplyPort(draft, plan.Port.Protocol, input.Client.IsSidecar, input.Client.PreservesHeaderCase);
        HttpProtocolPart.ApplyUpgrade(draft, plan.Port.Protocol, mesh.H2UpgradePolicy, plan.Policy.ConnectionPool?.Http);
        ConnectionPoolPart.ApplyLimits(draft, plan.Policy.ConnectionPool, plan.Policy.RetryBudget, mesh);
        ConnectionPoolPart.ApplyHttp(draft, plan.Policy.ConnectionPool);
        if (draft.Message.CommonLbConfig is not null)
        {
            OutlierDetectionPart.Apply(draft, plan.Policy.OutlierDetection);
            ErrorMatcher.Apply(draft, plan.Policy.OutlierDetection?.OutlierDetectionHttpErrorCodes ?? []);
        }

        LoadBalancerPart.Apply(draft, plan.Policy.LoadBalancer, input.Locality, EndpointSelection.SendsUnhealthy(service, plan.Policy));
        if (plan.Subset is null)
        {
            ApplySessionAffinity(draft.Message, service);
        }

        if (!input.IsSniRouted)
        {
            ApplyTransport(draft, input);
        }

        draft.Message.Metadata = Metadata(input);
        return draft.Finish();
    }

    private static void ApplyDiscovery(ClusterDraft draft, OutboundCluster input)
    {
        var cluster = draft.Message;
        switch (input.Plan.Discovery)
        {
            case DiscoveryKind.Eds:
                cluster.Type = DiscoveryType.Eds;
                cluster.EdsClusterConfig = new()
                {
                    ServiceName = cluster.Name,
                    EdsConfig = new() { Ads = new(), InitialFetchTimeout = new Duration(), ResourceApiVersion = ApiVersion.V3 },
                };
                break;
            case DiscoveryKind.OriginalDestination:
                cluster.Type = DiscoveryType.OriginalDst;
                cluster.LbPolicy = LbPolicy.ClusterProvided;
                if (input.Service is { Registry: ServiceRegistry.External, Resolution: Resolution.Passthrough } && OverridePort(input.Plan.Port) is { } port)
                {
                    cluster.OriginalDstLbConfig = new() { UpstreamPortOverride = port };
                }

                break;
            case DiscoveryKind.DynamicForwardProxy:
                DynamicForwardProxyPart.Apply(draft, input);
                break;
            default:
                cluster.Type = input.Plan.Discovery == DiscoveryKind.StrictDns ? DiscoveryType.StrictDns : DiscoveryType.LogicalDns;
                cluster.LoadAssignment = input.Assignment;
                DnsDiscovery.Apply(
                    cluster,
                    input.Settings.Mesh.DnsRefreshRate ?? TimeSpan.FromMinutes(1),
                    input.Service.RacesConnections ? LookupFamily.All : DnsDiscovery.FamilyOf(input.Client.IpMode));
                break;
        }
    }

    private static uint? OverridePort(ServicePort port) =>
        uint.TryParse(port.TargetPort, out var number) && number > 0 ? number : null;

    private static void ApplySessionAffinity(Cluster cluster, Service service)
    {
        if (cluster.CommonLbConfig is { } common && EndpointSelection.HasSessionAffinity(service))
        {
            common.OverrideHostStatus = new()
            {
                Statuses = { HealthStatus.Healthy, HealthStatus.Draining, HealthStatus.Unknown, HealthStatus.Degraded },
            };
        }
    }

    private static void ApplyTransport(ClusterDraft draft, OutboundCluster input)
    {
        var (service, plan) = (input.Service, input.Plan);
        var isDynamic = plan.Discovery == DiscoveryKind.DynamicForwardProxy;
        UpstreamTlsPart.Apply(
            draft,
            plan.Policy.Tls,
            new UpstreamTlsPart.Input(
                plan.Port.Protocol,
                isDynamic ? "" : ClusterNames.SniRouted(plan.Port.Number, plan.SubsetName, service.Host),
                input.Identities,
                service,
                input.MeshTlsApplies,
                input.Rule.WorkloadSelector.Count > 0,
                isDynamic,
                input.Client),
            input.Settings.Mesh);
        if (plan.Policy.ProxyProtocol is { } proxyProtocol)
        {
            TransportSockets.AddProxyProtocol(draft, proxyProtocol);
        }
    }

    private static Metadata? Metadata(OutboundCluster input)
    {
        var metadata = new ClusterMetadata();
        if (input.Plan.Discovery != DiscoveryKind.DynamicForwardProxy)
        {
            metadata.AddServices([input.Service]);
        }

        if (input.Service.IsMeshExternal && input.Plan.Subset is null)
        {
            metadata.AddExternal();
        }

        if (input.Rule.Primary is { } rule)
        {
            metadata.AddDestinationRule(rule);
            if (input.Plan.Policy.UsesOwnTls)
            {
                metadata.AddOwnAlpn();
            }
        }

        if (input.Plan.Subset is { } subset)
        {
            metadata.AddSubset(subset.Name);
        }

        return metadata.ToMessage();
    }
}
