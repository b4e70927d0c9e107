using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Mesh;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshControl.Generation.Clusters;

/// <summary>Builds the clusters of a workload's own ports (traffic specification 5.12).</summary>
internal static class InboundClusterBuilder
{
    // Hosts of an original destination cluster are purged when idle; those of the workload itself never are.
    private static readonly Duration Never = new() { Seconds = 9223372035 };

    public static Cluster Build(InboundCluster input)
    {
        var mesh = input.Settings.Mesh;
        var name = ClusterNames.Inbound(input.Port);
        var draft = new ClusterDraft(new Cluster
        {
            Name = name,
            AltStatName = ClusterStatNames.Expand(
                mesh.InboundClusterStatName, name, input.Primary, input.PrimaryPort?.Name ?? "", input.PrimaryPort?.Number ?? 0, input.Port, ""),
            CommonLbConfig = new(),
        });
        var target = input.Target ?? (mesh.InboundTrafficPolicy?.Mode == MeshInboundTrafficMode.Localhost
            ? new IngressTarget(input.IpMode == Model.Proxies.IpMode.V6 ? "::1" : "127.0.0.1", input.Port)
            : null);
        ApplyTarget(draft.Message, target, input);
        HttpProtocolPart.ApplyPort(draft, input.Protocol, isSidecar: true, input.Client.PreservesHeaderCase);
        ConnectionPoolPart.ApplyLimits(draft, input.Pool, null, mesh);
        ConnectionPoolPart.ApplyHttp(draft, input.Pool);

        var metadata = new ClusterMetadata();
        metadata.AddServices(input.Services);
        if (input.Rule is { } rule)
        {
            metadata.AddDestinationRule(rule);
        }

        draft.Message.Metadata = metadata.ToMessage();
        return draft.Finish();
    }

    private static void ApplyTarget(Cluster cluster, IngressTarget? target, InboundCluster input)
    {
        if (target is null)
        {
            cluster.Type = DiscoveryType.OriginalDst;
            cluster.LbPolicy = LbPolicy.ClusterProvided;
            cluster.CleanupInterval = Never.Clone();
        }
        else
        {
            cluster.Type = DiscoveryType.Static;
            cluster.LoadAssignment = new() { ClusterName = cluster.Name };
            cluster.LoadAssignment.Endpoints.Add(new Envoy.Config.Endpoint.V3.LocalityLbEndpoints
            {
                LbEndpoints = { new Envoy.Config.Endpoint.V3.LbEndpoint { Endpoint = new() { Address = AddressOf(target) } } },
            });
        }

        if (target is not { IsLoopback: true })
        {
            cluster.UpstreamBindConfig = InboundBind.Source(input.IpMode);
        }
    }

    private static Address AddressOf(IngressTarget target) => target.IsUnix
        ? new Address { Pipe = new() { Path = target.Address } }
        : new Address { SocketAddress = new() { Address = target.Address, PortValue = (uint)target.Port } };
}
