using Envoy.Config.Cluster.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using DiscoveryType = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshControl.Generation.Clusters;

/// <summary>Clusters that belong to no service: nowhere, and wherever the client meant to go (traffic specification 2.1, 5.4, 5.12).</summary>
internal static class StaticClusters
{
    private const string AllowAnyCache = "allow_any_dfp_dns_cache";
    private const uint AllowAnyMaxHosts = 1024;

    // Where a proxy that captures DNS has its resolver.
    private const string LocalResolver = "127.0.0.1";
    private const int LocalResolverPort = 15053;

    /// <summary>Takes connections and has no host for them.</summary>
    public static Cluster BlackHole(MeshSettings settings) => new()
    {
        Name = ClusterNames.BlackHole,
        AltStatName = ClusterStatNames.Plain(ClusterNames.BlackHole),
        Type = DiscoveryType.Static,
        ConnectTimeout = Duration.FromTimeSpan(settings.Mesh.ConnectTimeout ?? TimeSpan.FromSeconds(10)),
    };

    /// <summary>The destination that the workload dialled.</summary>
    public static Cluster Passthrough(MeshSettings settings) => OriginalDestination(ClusterNames.Passthrough, settings).Finish();

    /// <summary>A port of the workload that no service names.</summary>
    public static Cluster InboundPassthrough(MeshSettings settings, IpMode mode)
    {
        var draft = OriginalDestination(ClusterNames.InboundPassthrough, settings);
        draft.Message.UpstreamBindConfig = InboundBind.Source(mode);
        return draft.Finish();
    }

    /// <summary>Any host, resolved when a request names it.</summary>
    public static Cluster AllowAnyDynamicDns(MeshSettings settings, IpMode mode, bool capturesDns)
    {
        var tls = settings.Mesh.OutboundTrafficPolicy?.Tls;
        var draft = new ClusterDraft(new Cluster
        {
            Name = ClusterNames.AllowAnyDynamicDns, AltStatName = ClusterStatNames.Plain(ClusterNames.AllowAnyDynamicDns),
        });
        var cache = DynamicForwardProxyPart.Cache(AllowAnyCache, DnsDiscovery.FamilyOf(mode));
        cache.MaxHosts = AllowAnyMaxHosts;
        if (capturesDns)
        {
            cache.TypedDnsResolverConfig = DnsDiscovery.Resolver(LocalResolver, LocalResolverPort);
        }

        var isPlain = DynamicForwardProxyPart.IsPlain(tls);
        DynamicForwardProxyPart.Apply(draft, cache, isPlain);
        ConnectionPoolPart.ApplyLimits(draft, null, null, settings.Mesh);
        if (isPlain)
        {
            HttpProtocolPart.ApplyPassthrough(draft);
        }
        else
        {
            draft.RequireHttp().UpstreamHttpProtocolOptions = new() { AutoSni = true, AutoSanValidation = tls!.InsecureSkipVerify != true };
            draft.Message.TransportSocket = TransportSockets.Tls(
                UpstreamTls.Own(tls with { Sni = "" }, tls.SubjectAltNames, isHttp2: false, settings.Mesh.TlsDefaults));
        }

        return draft.Finish();
    }

    private static ClusterDraft OriginalDestination(string name, MeshSettings settings)
    {
        var draft = new ClusterDraft(new Cluster
        {
            Name = name,
            // Both directions share one stat name: dashboards know no other.
            AltStatName = ClusterStatNames.Plain(ClusterNames.Passthrough),
            Type = DiscoveryType.OriginalDst,
            LbPolicy = LbPolicy.ClusterProvided,
        });
        ConnectionPoolPart.ApplyLimits(draft, settings.Mesh.DefaultTrafficPolicy?.ConnectionPool, null, settings.Mesh);
        HttpProtocolPart.ApplyPassthrough(draft);
        return draft;
    }
}
