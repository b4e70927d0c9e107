using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>The locality rule in force for one cluster (traffic specification 6.6): the first of the DestinationRule's, the service's, the mesh's.</summary>
internal sealed record LocalityPolicy
{
    private const string NetworkKey = "topology.istio.io/network";
    private const string HostKey = "kubernetes.io/hostname";
    private static readonly string[] SameZone = [NetworkKey, "topology.kubernetes.io/region", "topology.kubernetes.io/zone"];
    private static readonly string[] SameNode = [.. SameZone, "topology.istio.io/subzone", HostKey];

    /// <summary>No rule: every locality is as good as any other.</summary>
    public static LocalityPolicy None { get; } = new();

    public bool IsEnabled { get; init; }

    public IReadOnlyList<LocalityDistribute> Distribute { get; init; } = [];

    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    /// <summary>Failover without outlier detection: the service asked to stay close.</summary>
    public bool ForcesFailover { get; init; }

    public bool IsZoneAware { get; init; }

    public ulong? MinClusterSize { get; init; }

    public bool IsZoneRoutingDisabled { get; init; }

    public static LocalityPolicy Of(LoadBalancerSettings? rule, Service service, MeshConfig mesh)
    {
        if (rule?.ZoneAwareLbSetting is { } zoneAware)
        {
            return ZoneAware(zoneAware);
        }

        if (rule?.LocalityLbSetting is { } own)
        {
            return Localities(own);
        }

        if (service.TrafficDistribution != TrafficDistribution.Any)
        {
            return new LocalityPolicy
            {
                IsEnabled = true,
                ForcesFailover = true,
                FailoverPriority = service.TrafficDistribution == TrafficDistribution.PreferSameNode ? SameNode : SameZone,
            };
        }

        return mesh.ZoneAwareLbSetting is { } meshZoneAware ? ZoneAware(meshZoneAware)
            : mesh.LocalityLbSetting is { } meshLocalities ? Localities(meshLocalities)
            : None;
    }

    /// <summary>True where the clients' own place decides the order of localities.</summary>
    public bool UsesFailover(bool hasOutlierDetection) => IsEnabled && Distribute.Count == 0 && (ForcesFailover || hasOutlierDetection);

    /// <summary>True where a load assignment depends on where the client stands.</summary>
    public bool NeedsClientLocality(bool hasOutlierDetection) => (IsEnabled && Distribute.Count > 0) || UsesFailover(hasOutlierDetection);

    /// <summary>True where it depends on the client's node.</summary>
    public bool NeedsClientNode(bool hasOutlierDetection) => UsesFailover(hasOutlierDetection) && FailoverPriority.Contains(HostKey);

    /// <summary>True where Envoy has to weigh localities as told.</summary>
    public bool NeedsLocalityWeights(bool hasOutlierDetection) =>
        IsEnabled && (Distribute.Count > 0 || (UsesFailover(hasOutlierDetection) && (Failover.Count > 0 || FailoverPriority.Count > 0)));

    private static LocalityPolicy Localities(LocalityLoadBalancerSetting setting) => setting.Enabled == false
        ? None
        : new LocalityPolicy
        {
            IsEnabled = true, Distribute = setting.Distribute, Failover = setting.Failover, FailoverPriority = setting.FailoverPriority,
        };

    private static LocalityPolicy ZoneAware(ZoneAwareLoadBalancerSetting setting) => new()
    {
        IsEnabled = setting.Enabled != false,
        IsZoneAware = true,
        IsZoneRoutingDisabled = setting.Enabled == false,
        Failover = setting.Failover,
        FailoverPriority = setting.FailoverPriority,
        MinClusterSize = setting.MinClusterSize is { } size ? (ulong)size : null,
    };
}
