using System.Text.Json.Nodes;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Apps;
using MeshControl.Generation.Injection.Patching;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Proxy;
using MeshControl.Generation.Injection.Templates;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Injection;

/// <summary>
/// Gives a pod its proxy. A pure function: the same pod and settings make the same pod, and a pod that has been injected is taken back first, so that
/// injecting twice is injecting once.
/// </summary>
public static class SidecarInjector
{
    public static InjectionResult Inject(InjectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var decision = InjectionPolicy.Decide(request);
        if (!decision.Injects)
        {
            return new InjectionResult { Reason = decision.Reason, Warnings = decision.Warnings };
        }

        var errors = new List<string>();
        var pod = (JsonObject)request.Pod.DeepClone();
        InjectionStatus.Undo(pod, errors);
        errors.AddRange(AnnotationRules.Errors(pod.Texts("annotations")));
        var warnings = decision.Warnings.Concat(AnnotationRules.Warnings(pod.Texts("annotations"))).ToList();
        if (errors.Count == 0)
        {
            Inject(request, pod, errors, warnings);
        }

        return new InjectionResult { Pod = errors.Count == 0 ? pod : null, Errors = errors, Warnings = warnings, Reason = decision.Reason };
    }

    private static void Inject(InjectionRequest request, JsonObject pod, List<string> errors, List<string> warnings)
    {
        var own = OwnContainers.Take(pod);
        var before = (JsonObject)pod.DeepClone();
        var settings = new ProxySettings(request, before, own);
        var templates = TemplateChoice.Of(before.Texts("annotations"), request.Settings, errors);
        var owner = request.Owner ?? WorkloadOwner.Of(before);
        if (errors.Count > 0 || !Merge(pod, templates, request, new PodVariables(settings, owner), errors))
        {
            return;
        }

        OwnContainers.Apply(pod, own);
        var annotations = pod.Child("metadata").Child("annotations");
        foreach (var (name, value) in request.Settings.InjectedAnnotations)
        {
            annotations[name] = value;
        }

        if (TypeOf(pod) is { } type)
        {
            if (type == ProxyType.Sidecar && settings.HoldsApplication && !ProxyImages.HasShell(settings))
            {
                warnings.Add("holdApplicationUntilProxyStarts has no effect: the proxy's image has no shell to wait in; use native sidecars or another image type");
            }

            var probes = type == ProxyType.Sidecar ? AnswerForTheApp(settings, pod, errors) : [];
            ContainerOrder.Apply(pod, settings.IsNative && type == ProxyType.Sidecar, settings.HoldsApplication);
            Bootstrap(settings, pod, type, probes);
        }

        InjectionStatus.Write(pod, before, settings.Revision);
    }

    private static bool Merge(JsonObject pod, IReadOnlyList<string> templates, InjectionRequest request, PodVariables variables, List<string> errors)
    {
        foreach (var name in templates)
        {
            try
            {
                StrategicMerge.Apply(pod, TemplateRenderer.Render(request.Settings.Templates[name], variables));
            }
            catch (TemplateException error)
            {
                errors.Add($"template {name}: {error.Message}");
            }
        }

        return errors.Count == 0;
    }

    // The template says what kind of proxy it makes, by the bootstrap it asks for; there may be one without a proxy.
    private static ProxyType? TypeOf(JsonObject pod)
    {
        var arguments = (pod.Proxy()?["args"] as JsonArray ?? []).Select(argument => argument?.ToString()).ToList();
        return arguments.Contains(BootstrapArgument.OfSidecar) ? ProxyType.Sidecar : arguments.Contains(BootstrapArgument.OfRouter) ? ProxyType.Router : null;
    }

    private static List<AppProbe> AnswerForTheApp(ProxySettings settings, JsonObject pod, List<string> errors)
    {
        var answers = new List<AppProbe>();
        var environment = pod.Proxy()!.List("env");
        var map = settings.RewritesProbes ? ProbeRewrite.Apply(pod.AllContainers().Where(container => container != pod.Proxy()), settings.StatusPort, errors) : [];
        if (map.Count > 0)
        {
            ProxyEnvironment.Set(environment, ProbeMap.Variable, map.ToJsonString());
            answers.AddRange(ProbeMap.Probes(map));
        }

        if (settings.MergesMetrics && MetricsMerge.Apply(pod, settings.StatusPort, errors) is { } metrics)
        {
            ProxyEnvironment.Set(environment, MetricsMerge.Variable, metrics.ToJsonString());
            answers.Add(MetricsMerge.Probe(metrics));
        }

        return answers;
    }

    private static void Bootstrap(ProxySettings settings, JsonObject pod, ProxyType type, IReadOnlyList<AppProbe> probes)
    {
        var arguments = pod.Proxy()!.List("args");
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i]?.ToString() is BootstrapArgument.OfSidecar or BootstrapArgument.OfRouter)
            {
                arguments[i] = BootstrapArgument.Render(settings, pod, type, probes);
            }
        }
    }
}
