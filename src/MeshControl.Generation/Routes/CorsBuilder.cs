using Envoy.Config.Core.V3;
using Envoy.Type.Matcher.V3;
using Envoy.Type.V3;
using MeshControl.Model.Resources.Istio;
using IstioCors = MeshControl.Model.Resources.Istio.CorsPolicy;
using EnvoyCors = Envoy.Extensions.Filters.Http.Cors.V3.CorsPolicy;

namespace MeshControl.Generation.Routes;

/// <summary>CORS policies as the filter's configuration for one route (traffic specification 4.10).</summary>
internal static class CorsBuilder
{
    public static EnvoyCors Build(IstioCors cors)
    {
        var result = new EnvoyCors
        {
            FilterEnabled = new RuntimeFractionalPercent { DefaultValue = new FractionalPercent { Numerator = 100 } },
            ForwardNotMatchingPreflights = cors.UnmatchedPreflights != UnmatchedPreflights.Ignore,
            AllowCredentials = cors.AllowCredentials,
            AllowMethods = string.Join(',', cors.AllowMethods),
            AllowHeaders = string.Join(',', cors.AllowHeaders),
            ExposeHeaders = string.Join(',', cors.ExposeHeaders),
        };
        result.AllowOriginStringMatch.AddRange(cors.AllowOrigins.Count > 0
            ? cors.AllowOrigins.Where(StringMatchers.IsUsable).Select(StringMatchers.Build).OfType<StringMatcher>()
            : cors.AllowOrigin.Select(static origin => new StringMatcher { Exact = origin }));
        if (cors.MaxAge is { } maxAge)
        {
            result.MaxAge = ((long)maxAge.TotalSeconds).ToString();
        }

        return result;
    }
}
