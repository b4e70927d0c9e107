using Envoy.Extensions.Filters.Http.HeaderToMetadata.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Takes cookies out of their header, for counters kept by them.</summary>
internal static class CookieMetadata
{
    public const string Namespace = "meshcontrol.rate_limits";

    /// <summary>The filter, or null where no rule has a cookie for a key.</summary>
    public static HttpFilter? Of(IEnumerable<RateLimitRule> rules)
    {
        var keys = rules.SelectMany(static rule => rule.Keys).Where(static key => key.Cookie is not null).DistinctBy(static key => key.Cookie)
            .OrderBy(static key => key.Cookie, StringComparer.Ordinal).ToList();
        return keys.Count == 0 ? null : HttpFilterChain.Filter("envoy.filters.http.header_to_metadata", new Config
        {
            RequestRules =
            {
                keys.Select(static key => new Config.Types.Rule
                {
                    Cookie = key.Cookie,
                    OnHeaderPresent = new Config.Types.KeyValuePair { MetadataNamespace = Namespace, Key = RateLimitNames.OfKey(key) },
                }),
            },
        });
    }
}
