using Envoy.Extensions.Clusters.DynamicForwardProxy.V3;
using Envoy.Extensions.Common.DynamicForwardProxy.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;
using LookupFamily = Envoy.Config.Cluster.V3.Cluster.Types.DnsLookupFamily;

namespace MeshControl.Generation.Clusters;

/// <summary>Clusters that resolve the host of each request (traffic specification 5.3).</summary>
internal static class DynamicForwardProxyPart
{
    private const string ClusterTypeName = "envoy.clusters.dynamic_forward_proxy";

    public static void Apply(ClusterDraft draft, OutboundCluster input)
    {
        var tls = input.Plan.Policy.Tls;
        var relaxed = input.Plan.Policy.UsesOwnTls && (tls!.Sni.Length > 0 || tls.InsecureSkipVerify == true);
        Apply(draft, Cache(input.Service.Host + "_dfp_dns_cache", DnsDiscovery.FamilyOf(input.Client.IpMode)), relaxed);
    }

    public static void Apply(ClusterDraft draft, DnsCacheConfig cache, bool allowInsecure)
    {
        draft.Message.LbPolicy = LbPolicy.ClusterProvided;
        draft.Message.ClusterType = new()
        {
            Name = ClusterTypeName,
            TypedConfig = Any.Pack(new ClusterConfig { DnsCacheConfig = cache, AllowInsecureClusterOptions = allowInsecure }),
        };
    }

    /// <summary>A cache of resolved names; the HTTP filter that fills it has to name it alike.</summary>
    public static DnsCacheConfig Cache(string name, LookupFamily family) => new()
    {
        Name = name, DnsLookupFamily = family, TypedDnsResolverConfig = DnsDiscovery.Resolver(),
    };

    /// <summary>True where TLS settings leave nothing that would need a name from the request.</summary>
    public static bool IsPlain(ClientTlsSettings? tls) => tls is null || tls.Mode == ClientTlsMode.Disable;
}
