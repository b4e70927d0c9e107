using Envoy.Config.Common.Matcher.V3;
using Google.Protobuf;
using HeaderMatcher = Envoy.Config.Route.V3.HeaderMatcher;

namespace MeshControl.Generation.Clusters;

/// <summary>Which answers count as errors for outlier detection, where a rule lists status codes (traffic specification 5.7).</summary>
internal static class ErrorMatcher
{
    // HttpProtocolOptions.OutlierDetection.error_matcher
    private const int MatcherField = 1;

    public static void Apply(ClusterDraft draft, IReadOnlyList<int> statusCodes)
    {
        if (statusCodes.Count == 0)
        {
            return;
        }

        var matchers = statusCodes.Select(OfStatus).ToArray();
        var matcher = matchers.Length == 1 ? matchers[0] : new MatchPredicate { OrMatch = new() { Rules = { matchers } } };
        NewerFields.Add(draft.RequireHttp(), NewerFields.HttpOutlierDetection, NewerFields.Field(MatcherField, matcher.ToByteString()));
    }

    private static MatchPredicate OfStatus(int code) => new()
    {
        HttpResponseHeadersMatch = new() { Headers = { new HeaderMatcher { Name = ":status", StringMatch = new() { Exact = code.ToString() } } } },
    };
}
