using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Helm;
using MeshControl.Chart.Tests.Rendering;

namespace MeshControl.Chart.Tests;

/// <summary>Every value of the charts does what it is for.</summary>
public sealed class VariationTests
{
    private static readonly string[] Namespaced =
        ["ServiceAccount", "Service", "Deployment", "DaemonSet", "ConfigMap", "Role", "RoleBinding", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "ServiceMonitor", "Lease"];

    public static TheoryData<string, string> ControlPlane => Rows(ControlPlaneVariations.All);

    public static TheoryData<string, string> Gateway => Rows(GatewayVariations.All);

    [HelmTheory]
    [MemberData(nameof(ControlPlane))]
    public void The_control_planes_value_does_what_it_is_for(string chart, string arguments) => Check(ControlPlaneVariations.All, chart, arguments);

    [HelmTheory]
    [MemberData(nameof(Gateway))]
    public void The_gateways_value_does_what_it_is_for(string chart, string arguments) => Check(GatewayVariations.All, chart, arguments);

    private static void Check(Variation[] all, string chart, string arguments)
    {
        var rendered = RenderedChart.Of(Path.Combine(Path.GetDirectoryName(Charts.Gateway)!, chart), arguments);
        Assert.All(all.Single(variation => variation.Arguments == arguments).Expectations, expected => Check(rendered, expected));
        Assert.All(rendered.Objects, CheckObject);
        Assert.Equal(rendered.Objects.Count, rendered.Objects.DistinctBy(found => (RenderedChart.Kind(found), RenderedChart.Name(found))).Count());
    }

    private static void Check(RenderedChart rendered, Expectation expected)
    {
        var matches = rendered.All(expected.Kind).Where(found => expected.Name.Length == 0 || RenderedChart.Name(found) == expected.Name).ToList();
        if (expected.Value is null)
        {
            Assert.True(
                expected.Path.Length == 0 ? matches.Count == 0 : matches.TrueForAll(found => RenderedChart.At(found, expected.Path) is null), $"{expected.Kind} {expected.Name} {expected.Path} is there");
            return;
        }

        var match = Assert.Single(matches);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected.Value), RenderedChart.At(match, expected.Path)),
            $"{expected.Kind} {expected.Name} {expected.Path} is {RenderedChart.At(match, expected.Path)?.ToJsonString() ?? "not there"} instead of {expected.Value}");
    }

    /// <summary>What every object has: a name that the API takes, labels that say what it belongs to, a namespace where its kind has one.</summary>
    private static void CheckObject(JsonObject found)
    {
        var (kind, name) = (RenderedChart.Kind(found), RenderedChart.Name(found));
        Assert.Matches("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", name);
        if (kind == "CustomResourceDefinition")
        {
            Assert.Equal("keep", (string?)RenderedChart.At(found, "metadata.annotations['helm.sh/resource-policy']"));
            return;
        }

        foreach (var label in new[] { "name", "instance", "version", "managed-by", "part-of" })
        {
            Assert.Matches("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", (string?)RenderedChart.At(found, $"metadata.labels['app.kubernetes.io/{label}']") ?? "");
        }

        Assert.Equal(Namespaced.Contains(kind), found["metadata"]!["namespace"] is not null);
    }

    private static TheoryData<string, string> Rows(Variation[] variations)
    {
        var rows = new TheoryData<string, string>();
        foreach (var variation in variations)
        {
            rows.Add(Path.GetFileName(variation.Chart), variation.Arguments);
        }

        return rows;
    }
}
