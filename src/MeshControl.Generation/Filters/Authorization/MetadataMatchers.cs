using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Matchers for what earlier filters left in the metadata of a request.</summary>
internal static class MetadataMatchers
{
    public static MetadataMatcher At(string filter, IEnumerable<string> path, ValueMatcher value) =>
        new() { Filter = filter, Path = { path.Select(static key => new MetadataMatcher.Types.PathSegment { Key = key }) }, Value = value };

    public static ValueMatcher String(StringMatcher matcher) => new() { StringMatch = matcher };

    /// <summary>A list with an element that matches.</summary>
    public static ValueMatcher ListWith(ValueMatcher element) => new() { ListMatch = new ListMatcher { OneOf = element } };

    public static ValueMatcher Or(IReadOnlyList<ValueMatcher> matchers) =>
        matchers.Count == 1 ? matchers[0] : new ValueMatcher { OrMatch = new OrMatcher { ValueMatchers = { matchers } } };
}
