using System.Text.Json.Nodes;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Settings;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>Which pods get a proxy (operations specification 1.2), and the reason that is told.</summary>
public sealed class DecisionTests
{
    private const string Never = "[{matchLabels: {batch: yes-please}}]";
    private const string Always = "[{matchExpressions: [{key: app, operator: Exists}]}]";

    [Theory]
    // policy, label, annotation, other labels -> injected
    [InlineData("enabled", null, null, "", true, "policy is enabled")]
    [InlineData("enabled", "true", null, "", true, "label sidecar.istio.io/inject is true")]
    [InlineData("enabled", "false", null, "", false, "label sidecar.istio.io/inject is false")]
    [InlineData("enabled", null, "false", "", false, "annotation sidecar.istio.io/inject is false")]
    [InlineData("enabled", "true", "false", "", true, "label")]
    [InlineData("enabled", "false", "true", "", false, "label")]
    [InlineData("enabled", "", "false", "", true, "policy is enabled")]
    [InlineData("disabled", null, null, "", false, "policy is disabled")]
    [InlineData("disabled", "true", null, "", true, "label")]
    [InlineData("disabled", null, "true", "", true, "annotation")]
    [InlineData("disabled", null, null, "app", true, "alwaysInjectSelector")]
    [InlineData("disabled", "false", null, "app", false, "label")]
    [InlineData("enabled", null, null, "batch", false, "neverInjectSelector")]
    [InlineData("enabled", null, null, "app batch", false, "neverInjectSelector")]
    [InlineData("enabled", "true", null, "batch", true, "label")]
    [InlineData("Enabled", null, null, "app", false, "neither enabled nor disabled")]
    [InlineData("", "true", null, "", false, "neither enabled nor disabled")]
    public void Pod_is_injected_or_left_alone(string policy, string? label, string? annotation, string labels, bool injects, string reason)
    {
        var decision = InjectionPolicy.Decide(Request(policy, label, annotation, labels));

        Assert.Equal(injects, decision.Injects);
        Assert.Contains(reason, decision.Reason, StringComparison.Ordinal);
        Assert.Empty(decision.Warnings);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("enabled")]
    public void Words_other_than_true_and_false_are_warned_about_and_the_policy_decides(string word)
    {
        var enabled = InjectionPolicy.Decide(Request("enabled", word, null, ""));
        var disabled = InjectionPolicy.Decide(Request("disabled", word, null, ""));

        Assert.True(enabled.Injects);
        Assert.False(disabled.Injects);
        Assert.Contains($"'{word}'", Assert.Single(enabled.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    [InlineData("kube-node-lease")]
    [InlineData("local-path-storage")]
    public void Namespaces_of_Kubernetes_are_never_injected(string ns) =>
        Assert.False(InjectionPolicy.Decide(Request("enabled", "true", null, "") with { Namespace = ns }).Injects);

    [Fact]
    public void Host_network_is_never_injected()
    {
        var request = Request("enabled", "true", null, "");
        request.Pod["spec"]!["hostNetwork"] = true;

        Assert.False(InjectionPolicy.Decide(request).Injects);
    }

    [Fact]
    public void In_the_control_planes_namespace_a_pod_has_to_ask()
    {
        Assert.False(InjectionPolicy.Decide(Request("enabled", null, null, "") with { Namespace = "istio-system" }).Injects);
        Assert.True(InjectionPolicy.Decide(Request("enabled", "true", null, "") with { Namespace = "istio-system" }).Injects);
    }

    [Fact]
    public void Empty_selector_matches_nothing_and_a_broken_one_is_told_and_left_out()
    {
        var read = InjectionSettingsReader.Read("{policy: enabled, neverInjectSelector: [{}, {matchExpressions: [{key: app, operator: Near}]}]}", null);

        Assert.Contains("Near", Assert.Single(read.Warnings), StringComparison.Ordinal);
        Assert.True(InjectionPolicy.Decide(Request("enabled", null, null, "app") with { Settings = read.Settings! }).Injects);
    }

    private static InjectionRequest Request(string policy, string? label, string? annotation, string labels)
    {
        var metadata = new JsonObject { ["name"] = "web", ["labels"] = new JsonObject(), ["annotations"] = new JsonObject() };
        foreach (var name in labels.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            metadata["labels"]![name] = name == "batch" ? "yes-please" : "web";
        }

        if (label is not null)
        {
            metadata["labels"]!["sidecar.istio.io/inject"] = label;
        }

        if (annotation is not null)
        {
            metadata["annotations"]!["sidecar.istio.io/inject"] = annotation;
        }

        return new InjectionRequest
        {
            Pod = new JsonObject { ["metadata"] = metadata, ["spec"] = new JsonObject { ["containers"] = new JsonArray() } },
            Namespace = "shop",
            Settings = InjectionSettingsReader.Read($"{{policy: \"{policy}\", neverInjectSelector: {Never}, alwaysInjectSelector: {Always}}}", null).Settings!,
        };
    }
}
