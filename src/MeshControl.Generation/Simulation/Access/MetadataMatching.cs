using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Envoy.Type.Matcher.V3;
using MeshControl.Generation.Simulation.Http;
using Kind = Envoy.Type.Matcher.V3.ValueMatcher.MatchPatternOneofCase;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>envoy.type.matcher.v3.MetadataMatcher over the notes of filters.</summary>
internal static class MetadataMatching
{
    public static bool Matches(MetadataMatcher matcher, ImmutableDictionary<string, JsonObject> metadata)
    {
        JsonNode? node = metadata.GetValueOrDefault(matcher.Filter);
        foreach (var segment in matcher.Path)
        {
            node = node is JsonObject map ? map[segment.Key] : null;
        }

        return Matches(matcher.Value, node) != matcher.Invert;
    }

    private static bool Matches(ValueMatcher matcher, JsonNode? node) => matcher.MatchPatternCase switch
    {
        Kind.NullMatch => node is null || node.GetValueKind() == JsonValueKind.Null,
        Kind.PresentMatch => node is not null && matcher.PresentMatch,
        Kind.BoolMatch => node?.GetValueKind() == (matcher.BoolMatch ? JsonValueKind.True : JsonValueKind.False),
        Kind.StringMatch => node?.GetValueKind() == JsonValueKind.String && StringMatching.Matches(matcher.StringMatch, node.GetValue<string>()),
        Kind.ListMatch => node is JsonArray list && list.Any(item => Matches(matcher.ListMatch.OneOf, item)),
        Kind.OrMatch => matcher.OrMatch.ValueMatchers.Any(item => Matches(item, node)),
        Kind.DoubleMatch => node?.GetValueKind() == JsonValueKind.Number && matcher.DoubleMatch.HasExact && node.GetValue<double>() == matcher.DoubleMatch.Exact,
        _ => false,
    };
}
