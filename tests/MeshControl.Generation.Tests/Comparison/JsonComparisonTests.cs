using System.Text.Json.Nodes;
using MeshControl.Generation.Comparison;

namespace MeshControl.Generation.Tests.Comparison;

/// <summary>How two versions of a resource are told apart, field by field.</summary>
public sealed class JsonComparisonTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 1}""", "")]
    [InlineData("""{"a": 1}""", """{"a": 2}""", "a: 1 -> 2")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"c": 1}}""", "a.b: 1 -> none; a.c: none -> 1")]
    [InlineData("""{"l": [1, 2]}""", """{"l": [1, 3, 4]}""", "l[1]: 2 -> 3; l[2]: none -> 4")]
    [InlineData("""{"l": [{"name": "x", "v": 1}, {"name": "y", "v": 1}]}""", """{"l": [{"name": "y", "v": 2}, {"name": "x", "v": 1}]}""", "l[y].v: 1 -> 2")]
    [InlineData("""{"l": [{"name": "x", "v": 1}, {"name": "x", "v": 2}]}""", """{"l": [{"name": "x", "v": 1}, {"name": "x", "v": 3}]}""", "l[1].v: 2 -> 3")]
    [InlineData("""{"a": "x"}""", """{"a": {"b": "x"}}""", """a: "x" -> {"b":"x"}""")]
    [InlineData(
        """{"e": [{"endpoint": {"address": {"socket_address": {"address": "10.0.0.1", "port_value": 80}}}, "w": 1}]}""",
        """{"e": [{"endpoint": {"address": {"socket_address": {"address": "10.0.0.1", "port_value": 80}}}, "w": 2}]}""",
        "e[10.0.0.1:80].w: 1 -> 2")]
    public void Every_place_that_differs_is_told_once(string old, string now, string expected) => Assert.Equal(
        expected,
        string.Join("; ", JsonComparison.Compare(JsonNode.Parse(old), JsonNode.Parse(now))
            .Select(change => $"{change.Path}: {change.Old ?? "none"} -> {change.New ?? "none"}")));
}
