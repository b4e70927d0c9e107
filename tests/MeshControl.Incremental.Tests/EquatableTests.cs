using System.Text.Json;

namespace MeshControl.Incremental.Tests;

public sealed class EquatableTests
{
    [Fact]
    public void Arrays_with_equal_elements_in_the_same_order_are_equal()
    {
        EquatableArray<string> array = ["a", "b"];

        Assert.True(new[] { "a", "b" }.ToEquatableArray() == array);
        Assert.Equal(new[] { "a", "b" }.ToEquatableArray().GetHashCode(), array.GetHashCode());
        Assert.NotEqual<EquatableArray<string>>(["b", "a"], array);
        Assert.True(default(EquatableArray<string>) == []);
        Assert.Equal(((EquatableArray<string>)[]).GetHashCode(), default(EquatableArray<string>).GetHashCode());
    }

    [Fact]
    public void Records_with_equal_arrays_and_maps_are_equal()
    {
        var one = new Pod(["a"], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }.ToEquatableMap());
        var two = new Pod(["a"], new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" }.ToEquatableMap());

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, two with { Labels = [new("x", "1")] });
    }

    [Fact]
    public void A_map_finds_its_entries_and_keeps_the_last_of_a_repeated_key()
    {
        EquatableMap<string, int> map = [new("b", 2), new("a", 1), new("C", 3), new("b", 4)];

        Assert.Equal(["C", "a", "b"], map.Keys);
        Assert.Equal(4, map["b"]);
        Assert.False(map.TryGetValue("c", out _));
        Assert.Throws<KeyNotFoundException>(() => map["c"]);
        Assert.False(default(EquatableMap<string, int>).ContainsKey("a"));
    }

    [Fact]
    public void A_map_matches_a_selector_that_is_a_part_of_it()
    {
        EquatableMap<string, string> labels = [new("app", "web"), new("version", "v1")];

        Assert.True(labels.Matches([new("version", "v1")]));
        Assert.True(labels.Matches([]));
        Assert.False(labels.Matches([new("version", "v2")]));
        Assert.False(labels.Matches([new("tier", "front")]));
    }

    [Fact]
    public void Json_is_an_array_and_an_object_and_null_is_empty()
    {
        var pod = new Pod(["a", "b"], [new("x", "1")]);

        var json = JsonSerializer.Serialize(pod, EquatableJsonContext.Default.Pod);

        Assert.Equal("""{"Names":["a","b"],"Labels":{"x":"1"}}""", json);
        Assert.Equal(pod, JsonSerializer.Deserialize(json, EquatableJsonContext.Default.Pod));
        Assert.Equal(new Pod([], []), JsonSerializer.Deserialize("""{"Names":null,"Labels":null}""", EquatableJsonContext.Default.Pod));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Names":"a"}""", EquatableJsonContext.Default.Pod));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Labels":["a"]}""", EquatableJsonContext.Default.Pod));
    }

    internal sealed record Pod(EquatableArray<string> Names, EquatableMap<string, string> Labels);
}
