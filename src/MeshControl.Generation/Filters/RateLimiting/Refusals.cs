using Envoy.Config.Core.V3;
using Envoy.Type.V3;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>What a refused request is answered with.</summary>
internal static class Refusals
{
    /// <summary>Null is Envoy's own choice, 429.</summary>
    public static HttpStatus? Status(RateLimitPolicy policy) => policy.Response?.Status is { } status ? new HttpStatus { Code = (StatusCode)status } : null;

    public static IEnumerable<HeaderValueOption> Headers(RateLimitPolicy policy) =>
        (policy.Response?.Headers ?? new Dictionary<string, string>()).OrderBy(static header => header.Key, StringComparer.Ordinal).Select(static header => new HeaderValueOption
        {
            Header = new HeaderValue { Key = header.Key, Value = header.Value }, AppendAction = HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd,
        });

    // What one of several proxies has left says little to a client.
    public static bool TellsLimits(RateLimitPolicy policy) => policy.Response?.RateLimitHeaders ?? policy.Scope == RateLimitScope.Global;
}
