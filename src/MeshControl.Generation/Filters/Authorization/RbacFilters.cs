using Envoy.Config.Listener.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using HttpRbac = Envoy.Extensions.Filters.Http.Rbac.V3.RBAC;
using NetworkRbac = Envoy.Extensions.Filters.Network.Rbac.V3.RBAC;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Rules in a filter of their own, for HTTP and for bytes.</summary>
internal static class RbacFilters
{
    /// <summary>Name of the HTTP filter, and of the metadata it writes.</summary>
    public const string HttpName = "envoy.filters.http.rbac";

    /// <summary>Name of the network filter, and of the metadata it writes.</summary>
    public const string NetworkName = "envoy.filters.network.rbac";

    /// <summary>Statistics prefix of network filters.</summary>
    public const string NetworkStatPrefix = "tcp.";

    public static HttpFilter Http(RBAC? rules, RBAC? shadow, string shadowPrefix) =>
        HttpFilterChain.Filter(HttpName, new HttpRbac { Rules = rules, ShadowRules = shadow, ShadowRulesStatPrefix = shadowPrefix });

    public static Filter Network(RBAC? rules, RBAC? shadow, string shadowPrefix) => NetworkFilters.Create(
        NetworkName, new NetworkRbac { Rules = rules, ShadowRules = shadow, ShadowRulesStatPrefix = shadowPrefix, StatPrefix = NetworkStatPrefix });

    /// <summary>Prefix of the statistics and metadata of dry runs; also there where nothing is tried.</summary>
    public static string DryRunPrefix(RBAC? dryRun) => dryRun?.Action switch
    {
        null or RBAC.Types.Action.Allow => "istio_dry_run_allow_",
        RBAC.Types.Action.Deny => "istio_dry_run_deny_",
        _ => "",
    };
}
