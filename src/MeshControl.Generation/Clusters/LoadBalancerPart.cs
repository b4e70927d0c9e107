using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Endpoints;
using MeshControl.Model.Resources.Istio;
using Cluster = Envoy.Config.Cluster.V3.Cluster;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshControl.Generation.Clusters;

/// <summary>How a cluster picks a host (traffic specification 5.7), and what it needs for locality rules (6.6).</summary>
internal static class LoadBalancerPart
{
    private const ulong DefaultRingSize = 1024;
    private const double DefaultAggression = 1;
    private const double DefaultMinimumWeight = 10;

    // Envoy wants a key and istiod sends this one; nothing can set it at run time.
    private const string NoRuntimeKey = "(";

    public static void Apply(ClusterDraft draft, LoadBalancerSettings? rule, LocalityPolicy locality, bool sendsUnhealthy)
    {
        var cluster = draft.Message;
        if (cluster.CommonLbConfig is { } common)
        {
            if (sendsUnhealthy)
            {
                common.HealthyPanicThreshold = new Envoy.Type.V3.Percent();
            }

            ApplyLocality(common, locality, cluster.OutlierDetection is not null);
        }

        if (draft.IsOriginalDestination || cluster.LbPolicy == LbPolicy.ClusterProvided)
        {
            cluster.LbPolicy = LbPolicy.ClusterProvided;
            return;
        }

        if (rule?.ConsistentHash is { } hash)
        {
            ApplyHash(cluster, hash);
            return;
        }

        switch (rule?.Simple ?? SimpleLb.Unspecified)
        {
            case SimpleLb.Random:
                cluster.LbPolicy = LbPolicy.Random;
                break;
            case SimpleLb.RoundRobin:
                cluster.LbPolicy = LbPolicy.RoundRobin;
                if (SlowStart(rule) is { } roundRobin)
                {
                    cluster.RoundRobinLbConfig = new() { SlowStartConfig = roundRobin };
                }

                break;
            default:
                cluster.LbPolicy = LbPolicy.LeastRequest;
                if (SlowStart(rule) is { } leastRequest)
                {
                    cluster.LeastRequestLbConfig = new() { SlowStartConfig = leastRequest };
                }

                break;
        }
    }

    private static void ApplyLocality(Cluster.Types.CommonLbConfig common, LocalityPolicy locality, bool hasOutlierDetection)
    {
        if (locality.IsZoneAware)
        {
            common.ZoneAwareLbConfig = new() { MinClusterSize = locality.MinClusterSize };
            if (locality.IsZoneRoutingDisabled)
            {
                common.ZoneAwareLbConfig.RoutingEnabled = new Envoy.Type.V3.Percent();
            }
        }
        else if (locality.NeedsLocalityWeights(hasOutlierDetection))
        {
            common.LocalityWeightedLbConfig = new();
        }
    }

    private static void ApplyHash(Cluster cluster, ConsistentHashLb hash)
    {
        if (hash.Maglev is { } maglev)
        {
            cluster.LbPolicy = LbPolicy.Maglev;
            if (maglev.TableSize != 0)
            {
                cluster.MaglevLbConfig = new() { TableSize = (ulong)maglev.TableSize };
            }

            return;
        }

        cluster.LbPolicy = LbPolicy.RingHash;
        var size = hash.RingHash is { } ring ? (ulong)ring.MinimumRingSize : hash.MinimumRingSize > 0 ? (ulong)hash.MinimumRingSize : DefaultRingSize;
        if (size != 0)
        {
            cluster.RingHashLbConfig = new() { MinimumRingSize = size };
        }
    }

    private static Cluster.Types.SlowStartConfig? SlowStart(LoadBalancerSettings? rule)
    {
        if (rule?.Warmup is { } warmup)
        {
            return new()
            {
                SlowStartWindow = warmup.Duration is { } duration ? Duration.FromTimeSpan(duration) : null,
                Aggression = new() { DefaultValue = warmup.Aggression ?? DefaultAggression, RuntimeKey = NoRuntimeKey },
                MinWeightPercent = new() { Value = warmup.MinimumPercent ?? DefaultMinimumWeight },
            };
        }

        return rule?.WarmupDurationSecs is { } window ? new() { SlowStartWindow = Duration.FromTimeSpan(window) } : null;
    }
}
