using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Helm;
using MeshControl.Chart.Tests.Rendering;

namespace MeshControl.Chart.Tests;

/// <summary>
/// Which pods reach which control plane, by the labels of namespace and pod: the truth table that users of istiod rely on, with a default control plane, a
/// revision `canary` and a tag `prod` of it side by side. Never do two entries match, since a pod would be injected twice.
/// </summary>
public sealed class WebhookSelectorTests
{
    private const string Default = "istio-sidecar-injector";
    private const string Canary = "istio-sidecar-injector-canary";
    private const string Prod = "istio-revision-tag-prod";
    private static readonly Lazy<JsonObject[]> Chosen = new(() => [.. Render(byDefault: false)]);
    private static readonly Lazy<JsonObject[]> ByDefault = new(() => [.. Render(byDefault: true)]);

    [HelmTheory]
    [InlineData("", "", null)]
    [InlineData("", "sidecar.istio.io/inject=true", Default)]
    [InlineData("", "sidecar.istio.io/inject=false", null)]
    [InlineData("", "istio.io/rev=canary", Canary)]
    [InlineData("", "istio.io/rev=canary,sidecar.istio.io/inject=true", Canary)]
    [InlineData("", "istio.io/rev=default", Default)]
    [InlineData("", "istio.io/rev=prod", Prod)]
    [InlineData("", "istio.io/rev=gone", null)]
    [InlineData("istio-injection=enabled", "", Default)]
    [InlineData("istio-injection=enabled", "sidecar.istio.io/inject=true", Default)]
    [InlineData("istio-injection=enabled", "sidecar.istio.io/inject=false", null)]
    [InlineData("istio-injection=enabled", "istio.io/rev=canary", Default)]
    [InlineData("istio-injection=disabled", "", null)]
    [InlineData("istio-injection=disabled", "sidecar.istio.io/inject=true", null)]
    [InlineData("istio-injection=disabled", "istio.io/rev=canary", null)]
    [InlineData("istio.io/rev=canary", "", Canary)]
    [InlineData("istio.io/rev=canary", "sidecar.istio.io/inject=true", Canary)]
    [InlineData("istio.io/rev=canary", "sidecar.istio.io/inject=false", null)]
    [InlineData("istio.io/rev=canary", "istio.io/rev=canary", Canary)]
    [InlineData("istio.io/rev=prod", "", Prod)]
    [InlineData("istio.io/rev=default", "", Default)]
    [InlineData("istio-injection=enabled,istio.io/rev=canary", "", Default)]
    [InlineData("istio-injection=enabled,istio.io/rev=canary", "istio.io/rev=canary", Default)]
    [InlineData("istio-injection=disabled,istio.io/rev=canary", "", null)]
    [InlineData("istio-injection=disabled,istio.io/rev=canary", "sidecar.istio.io/inject=true", null)]
    public void A_pod_reaches_at_most_one_control_plane(string @namespace, string pod, string? expected) => Assert.Equal(expected is null ? [] : [expected], Matches(false, @namespace, pod));

    [HelmTheory]
    [InlineData("kubernetes.io/metadata.name=shop", "", Default)]
    [InlineData("kubernetes.io/metadata.name=kube-system", "", null)]
    [InlineData("kubernetes.io/metadata.name=shop", "sidecar.istio.io/inject=true", Default)]
    [InlineData("kubernetes.io/metadata.name=shop", "sidecar.istio.io/inject=false", null)]
    [InlineData("kubernetes.io/metadata.name=shop", "istio.io/rev=canary", Canary)]
    [InlineData("kubernetes.io/metadata.name=shop,istio-injection=disabled", "", null)]
    [InlineData("kubernetes.io/metadata.name=shop,istio-injection=enabled", "", Default)]
    public void Injection_by_default_asks_only_those_who_say_nothing(string @namespace, string pod, string? expected) => Assert.Equal(expected is null ? [] : [expected], Matches(true, @namespace, pod));

    private static List<string> Matches(bool byDefault, string @namespace, string pod) =>
    [
        .. from configuration in (byDefault ? ByDefault : Chosen).Value
           from entry in configuration["webhooks"]!.AsArray()
           where Selects(entry!["namespaceSelector"]!, Labels(@namespace)) && Selects(entry["objectSelector"]!, Labels(pod))
           select RenderedChart.Name(configuration),
    ];

    private static IEnumerable<JsonObject> Render(bool byDefault) =>
        RenderedChart.Of(Charts.ControlPlane, $"--set installCRDs=false --set sidecarInjectorWebhook.enableNamespacesByDefault={(byDefault ? "true" : "false")}").All("MutatingWebhookConfiguration")
            .Concat(RenderedChart.Of(Charts.ControlPlane, "--set installCRDs=false --set revision=canary --set revisionTags={prod}").All("MutatingWebhookConfiguration"));

    private static Dictionary<string, string> Labels(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(label => label.Split('=')).ToDictionary(label => label[0], label => label[1], StringComparer.Ordinal);

    private static bool Selects(JsonNode selector, Dictionary<string, string> labels) => selector["matchExpressions"]!.AsArray().All(expression =>
    {
        var value = labels.GetValueOrDefault((string)expression!["key"]!);
        var values = (expression["values"]?.AsArray() ?? []).Select(item => (string?)item).ToList();
        return (string)expression["operator"]! switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "DoesNotExist" => value is null,
            var unknown => throw new NotSupportedException(unknown),
        };
    });
}
