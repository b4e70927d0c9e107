using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Helm;
using MeshControl.Chart.Tests.Rendering;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;

namespace MeshControl.Chart.Tests;

/// <summary>The injector's ConfigMap as the chart makes it, read by the injector itself.</summary>
public sealed class InjectorConfigurationTests
{
    [HelmFact]
    public void By_default_it_says_what_the_injector_does_without_it()
    {
        var read = Read("");
        Assert.Empty(read.Errors);
        Assert.Empty(read.Warnings);
        Assert.Equal("enabled", read.Settings!.Policy);
        Assert.Equal(InjectionSettingsReader.BuiltIn.Templates.Keys.Order(StringComparer.Ordinal), read.Settings.Templates.Keys.Order(StringComparer.Ordinal));
        Assert.All(read.Settings.Templates, template => Assert.True(JsonNode.DeepEquals(InjectionSettingsReader.BuiltIn.Templates[template.Key], template.Value)));
    }

    /// <summary>The chart's values are for people to read; the injector's defaults are in force. They must not differ.</summary>
    [Fact]
    public void The_charts_defaults_are_the_injectors()
    {
        var chart = PlainDocuments.ReadOne(File.ReadAllText(Path.Combine(Charts.ControlPlane, "values.yaml"))).Value!;
        var injector = PlainDocuments.ReadOne(BuiltInFiles.Values).Value!;
        // The namespace is the release's, and the CNI plugin's switch stands at the top of the chart's values.
        var differing = Differences(injector["global"]!, chart["global"]!, "global").Concat(Differences(injector["sidecarInjectorWebhook"]!, chart["sidecarInjectorWebhook"]!, "sidecarInjectorWebhook"))
            .Concat(Differences(injector["pilot"]!["cni"]!, chart["cni"]!, "cni"));
        Assert.Equal(["global.istioNamespace"], differing);
    }

    [HelmFact]
    public void What_values_say_about_injection_arrives()
    {
        var read = Read("--set global.proxy.autoInject=disabled --set sidecarInjectorWebhook.injectedAnnotations.team=mesh --set sidecarInjectorWebhook.neverInjectSelector[0].matchLabels.job=yes "
            + "--set sidecarInjectorWebhook.templates.extra.metadata.labels.a=b --set sidecarInjectorWebhook.defaultTemplates={sidecar,extra} --set revision=v2 --set global.proxy.logLevel=debug --set cni.enabled=true", "-v2");
        Assert.Empty(read.Errors);
        var settings = read.Settings!;
        Assert.Equal(("disabled", "v2", "mesh"), (settings.Policy, settings.Revision, settings.InjectedAnnotations["team"]));
        Assert.Equal(["sidecar", "extra"], settings.DefaultTemplates);
        Assert.Equal("b", (string?)settings.Templates["extra"]["metadata"]!["labels"]!["a"]);
        Assert.Single(settings.NeverInject);
        Assert.Equal("debug", settings.Values.Text("global.proxy.logLevel"));
        Assert.Equal("true", settings.Values.Text("pilot.cni.enabled"));
        Assert.Equal("istio-system", settings.Values.Text("global.istioNamespace"));
    }

    private static InjectionSettingsResult Read(string arguments, string suffix = "")
    {
        var map = RenderedChart.Of(Charts.ControlPlane, "--set installCRDs=false " + arguments).One("ConfigMap", "istio-sidecar-injector" + suffix);
        return InjectionSettingsReader.Read((string)map["data"]!["config"]!, (string)map["data"]!["values"]!);
    }

    private static IEnumerable<string> Differences(JsonNode injector, JsonNode? chart, string path) => injector is JsonObject fields
        ? fields.SelectMany(field => Differences(field.Value!, (chart as JsonObject)?[field.Key], $"{path}.{field.Key}"))
        : JsonNode.DeepEquals(injector, chart) ? [] : [path];
}
