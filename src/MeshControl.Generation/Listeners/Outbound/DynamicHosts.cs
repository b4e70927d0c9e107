using Envoy.Config.Listener.V3;
using Envoy.Extensions.Common.DynamicForwardProxy.V3;
using Envoy.Extensions.Filters.Network.SniDynamicForwardProxy.V3;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Model.Proxies;
using HttpProxyFilter = Envoy.Extensions.Filters.Http.DynamicForwardProxy.V3.FilterConfig;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Filters that resolve the host of each request or connection (dynamic forward proxy); their cache is that of the cluster behind.</summary>
internal static class DynamicHosts
{
    public const string AllowAnyCache = "allow_any_dfp_dns_cache";
    private const uint MaxHosts = 1024;

    public static Filter SniFilter(string cache, int port, IpMode mode) => NetworkFilters.Create(
        "envoy.filters.network.sni_dynamic_forward_proxy",
        new FilterConfig { DnsCacheConfig = Cache(cache, mode), PortValue = (uint)port });

    /// <summary>The slot before the router, filled where the share's service or the policy for unknown hosts needs it.</summary>
    public static HttpFilterSlots Slots(OutboundShare share, CatchAll catchAll, IpMode mode) =>
        share.ResolvesHosts ? Slots($"{share.Service.Host}_dfp_dns_cache", mode) : Slots(catchAll, mode);

    public static HttpFilterSlots Slots(CatchAll catchAll, IpMode mode) => catchAll.ResolvesHosts ? Slots(AllowAnyCache, mode) : HttpFilterSlots.None;

    private static HttpFilterSlots Slots(string cache, IpMode mode) => new()
    {
        BeforeRouter = [HttpFilterChain.Filter("envoy.filters.http.dynamic_forward_proxy", new HttpProxyFilter { DnsCacheConfig = Cache(cache, mode) })],
    };

    private static DnsCacheConfig Cache(string name, IpMode mode)
    {
        var cache = DynamicForwardProxyPart.Cache(name, DnsDiscovery.FamilyOf(mode));
        if (name == AllowAnyCache)
        {
            cache.MaxHosts = MaxHosts;
        }

        return cache;
    }
}
