using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Tests.Resources;

/// <summary>YAML becomes JSON the way kubectl does it; a ConfigMap's data shows the type, since only strings fit.</summary>
public class YamlTypingTests
{
    [Theory]
    [InlineData("yes", "the boolean true")]
    [InlineData("On", "the boolean true")]
    [InlineData("y", "the boolean true")]
    [InlineData("no", "the boolean false")]
    [InlineData("OFF", "the boolean false")]
    [InlineData("010", "the number 8")]
    [InlineData("0x1F", "the number 31")]
    [InlineData("0b101", "the number 5")]
    [InlineData("1_000", "the number 1000")]
    [InlineData("-7", "the number -7")]
    [InlineData("1.50", "the number 1.5")]
    [InlineData("08", "the number 8")]
    [InlineData("{a: b}", "an object")]
    [InlineData("[a]", "a list")]
    public void A_plain_scalar_has_the_type_that_kubectl_gives_it(string written, string type)
    {
        var result = ManifestReader.Read("a.yaml", ConfigMap($"key: {written}"));

        var finding = Assert.Single(result.Findings);
        Assert.Equal($"expected a string, found {type}", finding.Message);
        Assert.Equal("data.key", finding.Path);
        Assert.Equal(6, finding.Origin.Line);
    }

    [Theory]
    [InlineData("'yes'", "yes")]
    [InlineData("\"8080\"", "8080")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("10:30", "10:30")]
    [InlineData("yes please", "yes please")]
    [InlineData("!!str 12", "12")]
    [InlineData("0o8", "0o8")]
    [InlineData("a # comment", "a")]
    [InlineData("a#b", "a#b")]
    [InlineData("'it''s'", "it's")]
    [InlineData("\"tab\\there\"", "tab\there")]
    [InlineData("é", "é")]
    [InlineData("|\n    one\n    two", "one\ntwo\n")]
    [InlineData("|\n        \n    one", "\none\n")]
    [InlineData(">-\n    one\n    two", "one two")]
    [InlineData("one\n    two", "one two")]
    public void A_string_is_what_was_written(string written, string value)
    {
        Assert.Equal(value, Data(ConfigMap($"key: {written}"))["key"]);
    }

    [Fact]
    public void A_null_value_of_a_field_leaves_it_unset()
    {
        var result = ManifestReader.Read("a.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: null}\nspec:\n  ports: ~\n  externalName:\n");

        var service = Assert.IsType<Resource<KubeService>>(Assert.Single(result.Resources));
        Assert.Empty(service.Meta.Labels);
        Assert.Empty(service.Spec.Spec.Ports);
        Assert.Null(service.Spec.Spec.ExternalName);
    }

    [Fact]
    public void Keys_that_look_like_booleans_or_numbers_become_texts()
    {
        var data = Data(ConfigMap("yes: a\n  8080: b\n  0x10: c"));

        Assert.Equal(["16", "8080", "true"], data.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_expanded()
    {
        var text = """
            apiVersion: v1
            kind: ConfigMap
            metadata: &meta
              name: base
              labels: &labels {app: web, tier: front}
            data:
              <<: *labels
              tier: back
            """;

        Assert.Equal(["app=web", "tier=back"], Data(text).Select(d => $"{d.Key}={d.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Aliases_that_expand_without_end_are_refused()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        var finding = Assert.Single(ManifestReader.Read("bomb.yaml", text).Findings);

        Assert.Contains("after expanding aliases", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_are_split_and_keep_their_lines()
    {
        var text = "# a comment\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: one\n---\n# only a comment\n---\r\napiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: two\r\n";

        var result = ManifestReader.Read("a.yaml", text);

        Assert.Equal(["a.yaml:3 one", "a.yaml:10 two"], result.Resources.Select(r => $"{r.Meta.Origin} {r.Name}"));
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void A_List_is_flattened()
    {
        var text = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Namespace, metadata: {name: one}}
            - apiVersion: v1
              kind: ServiceAccount
              metadata: {name: two, namespace: one}
            """;

        Assert.Equal(["Namespace/one", "ServiceAccount/one/two"], ManifestReader.Read("a.yaml", text).Resources.Select(r => r.Key.ToString()));
    }

    [Fact]
    public void A_typed_list_gives_its_items_their_kind()
    {
        var text = """{"apiVersion": "v1", "kind": "NamespaceList", "items": [{"metadata": {"name": "one"}}]}""";

        Assert.Equal("Namespace/one", Assert.Single(ManifestReader.Read("a.json", text).Resources).Key.ToString());
    }

    [Fact]
    public void JSON_with_tabs_and_escapes_is_read()
    {
        var text = "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"ConfigMap\",\n\t\"metadata\": {\"name\": \"a\"},\n\t\"data\": {\"k\": \"a\\u00e9\\n\"}\n}\n";

        Assert.Equal("aé\n", Data(text)["k"]);
    }

    private static string ConfigMap(string data) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  {data}\n";

    private static IReadOnlyDictionary<string, string> Data(string text)
    {
        var result = ManifestReader.Read("a.yaml", text);
        Assert.Empty(result.Findings);
        return Assert.IsType<Resource<ConfigMap>>(Assert.Single(result.Resources)).Spec.Data;
    }
}
