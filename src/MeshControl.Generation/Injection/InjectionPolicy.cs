using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Settings;

namespace MeshControl.Generation.Injection;

/// <summary>Decides whether a pod that reached the injector is injected (operations specification 1.2).</summary>
public static class InjectionPolicy
{
    private static readonly string[] IgnoredNamespaces = ["kube-system", "kube-public", "kube-node-lease", "local-path-storage"];

    public static InjectionDecision Decide(InjectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (pod, settings) = (request.Pod, request.Settings);
        if ((pod["spec"] as JsonObject).Flag("hostNetwork"))
        {
            return Skip("the pod uses the network of its node (spec.hostNetwork), whose traffic must not be redirected");
        }

        if (IgnoredNamespaces.Contains(request.Namespace))
        {
            return Skip($"namespace {request.Namespace} is part of Kubernetes itself");
        }

        if (request.NamespaceLabels.GetValueOrDefault("istio-injection") == "disabled")
        {
            return Skip($"namespace {request.Namespace} has the label istio-injection=disabled");
        }

        var labels = pod.Texts("labels");
        var (asked, source) = labels.TryGetValue(PodAnnotations.Inject, out var label) ? (label, "label")
            : (pod.Texts("annotations").GetValueOrDefault(PodAnnotations.Inject, ""), "annotation");
        var where = $"{source} {PodAnnotations.Inject}";
        switch (asked)
        {
            case "true":
                return ByPolicy(settings.Policy, true, $"the pod's {where} is true");
            case "false":
                return ByPolicy(settings.Policy, false, $"the pod's {where} is false");
        }

        IReadOnlyList<string> warnings = asked.Length == 0 ? [] : [$"the pod's {where} is '{asked}', which is neither true nor false; the policy decides"];
        var decision = settings.NeverInject.Any(condition => condition.Matches(labels)) ? ByPolicy(settings.Policy, false, "the pod's labels match neverInjectSelector")
            : settings.AlwaysInject.Any(condition => condition.Matches(labels)) ? ByPolicy(settings.Policy, true, "the pod's labels match alwaysInjectSelector")
            : request.Namespace == request.SystemNamespace ? Skip($"namespace {request.Namespace} is that of the control plane: a pod there asks with the label {PodAnnotations.Inject}=true")
            : settings.Policy == "enabled" ? new(true, "policy is enabled and the pod says nothing else", [])
            : ByPolicy(settings.Policy, false, "policy is disabled and the pod does not ask");
        return decision with { Warnings = warnings };
    }

    private static InjectionDecision ByPolicy(string policy, bool injects, string reason) => policy is "enabled" or "disabled"
        ? new(injects, reason, [])
        : Skip($"the injector's policy '{policy}' is neither enabled nor disabled");

    private static InjectionDecision Skip(string reason) => new(false, reason, []);
}
