using Envoy.Config.Metrics.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Bootstrap;

/// <summary>
/// What is cut out of stat names as labels. Our stat names hold dots, so Envoy's own rules would cut them in the wrong place; the `;` that
/// clusters and connection managers end their names with is the mark.
/// </summary>
internal static class StatsTags
{
    private static readonly (string Name, string Pattern)[] Tags =
    [
        ("cluster_name", @"^cluster\.(([^;]+);\.)"),
        ("http_conn_manager_prefix", @"^http\.(([^;]+);\.)"),
        ("listener_address", @"^listener\.(((?:[_.\d]*|[_\[\]a-fA-F\d]*))\.)"),
        ("tcp_prefix", @"^tcp\.((.*?)\.)\w+?$"),
        ("response_code", @"_rq(_(\d{3}))$"),
        ("response_code_class", @"_rq(_(\dxx))$"),
        ("mongo_prefix", @"^mongo\.((.+?)\.)(?:collection|cmd|cx_|op_|delays_|decoding_)"),
    ];

    // What a mesh cannot be looked after without, whatever else is left out.
    private static readonly string[] AlwaysIncluded = ["cluster_manager", "listener_manager", "server", "cluster.xds-grpc", "wasm"];

    public static StatsConfig Of(ProxyConfig config)
    {
        var stats = new StatsConfig { UseAllDefaultTags = false };
        stats.StatsTags.Add(Tags.Select(tag => new TagSpecifier { TagName = tag.Name, Regex = tag.Pattern }));
        if (config.ProxyStatsMatcher is { } wanted)
        {
            var list = new ListStringMatcher();
            list.Patterns.Add(AlwaysIncluded.Concat(wanted.InclusionPrefixes).Select(prefix => new StringMatcher { Prefix = prefix }));
            list.Patterns.Add(wanted.InclusionSuffixes.Select(suffix => new StringMatcher { Suffix = suffix }));
            list.Patterns.Add(wanted.InclusionRegexps.Select(regex => new StringMatcher { SafeRegex = new() { Regex = regex } }));
            stats.StatsMatcher = new() { InclusionList = list };
        }

        return stats;
    }
}
