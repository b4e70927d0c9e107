using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Helm;
using MeshControl.Chart.Tests.Rendering;
using MeshControl.Model.Resources;
using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests;

/// <summary>The charts as files: helm finds nothing wrong, every value is described, and what nobody reads is refused.</summary>
public sealed class LintTests
{
    [HelmTheory]
    [InlineData("meshcontrol")]
    [InlineData("gateway")]
    public void Helm_lint_finds_nothing(string chart)
    {
        var run = HelmRun.Of("lint", "--strict", Folder(chart));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Theory]
    [InlineData("meshcontrol")]
    [InlineData("gateway")]
    public void Every_value_is_in_the_schema_and_nothing_else_is(string chart)
    {
        var values = (JsonObject)PlainDocuments.ReadOne(File.ReadAllText(Path.Combine(Folder(chart), "values.yaml"))).Value!;
        var schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(chart), "values.schema.json")))!;
        Assert.Empty(Unknown(values, schema));
        // `pilot` repeats the values of the top for value files of older charts, so it has no default.
        Assert.Equal(values.Select(value => value.Key).Order(StringComparer.Ordinal), ((JsonObject)schema["properties"]!).Select(value => value.Key).Where(key => key != "pilot").Order(StringComparer.Ordinal));
    }

    [HelmTheory]
    [InlineData("revison=canary", "revison")]
    [InlineData("revision=Not_A_Name", "revision")]
    [InlineData("logLevel=loud", "logLevel")]
    [InlineData("sidecarInjectorWebhook.failurePolicy=Perhaps", "failurePolicy")]
    [InlineData("global.proxy.imgae=x", "imgae")]
    [InlineData("autoscaleMin=none", "autoscaleMin")]
    public void A_value_that_means_nothing_is_refused(string value, string named)
    {
        var run = HelmRun.Of("template", "mesh", Charts.ControlPlane, "--set", value);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    private static string Folder(string chart) => Path.Combine(Path.GetDirectoryName(Charts.ControlPlane)!, chart);

    /// <summary>Paths that the schema would refuse, or says nothing about.</summary>
    private static IEnumerable<string> Unknown(JsonObject values, JsonNode schema, string prefix = "") => schema["properties"] is not JsonObject properties
        ? []
        : values.SelectMany(value => properties[value.Key] is not { } known
            ? [prefix + value.Key]
            : value.Value is JsonObject inner ? Unknown(inner, known, prefix + value.Key + ".") : []);
}
