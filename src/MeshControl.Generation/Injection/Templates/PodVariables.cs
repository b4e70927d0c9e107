using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Capture;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Proxy;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Injection.Templates;

/// <summary>The variables of one pod. Beside those listed here there are values.PATH, labels.NAME and annotations.NAME.</summary>
internal sealed class PodVariables : ITemplateValues
{
    private const string TlsMode = "security.istio.io/tlsMode";
    private const string DefaultContainer = "kubectl.kubernetes.io/default-container";
    private const int MaxLabelLength = 63;

    private readonly Dictionary<string, JsonNode?> _variables;
    private readonly ProxySettings _settings;

    public PodVariables(ProxySettings settings, WorkloadOwner owner)
    {
        _settings = settings;
        _variables = CaptureContainer.Variables(settings);
        var labels = settings.Pod.Texts("labels");
        var app = settings.HasAnnotation(DefaultContainer) ? settings.Annotation(DefaultContainer) : (settings.Pod["spec"] as JsonObject).Items("containers").FirstOrDefault().Text("name");
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("revision", settings.Revision),
            ("namespace", settings.Namespace),
            ("app.container", app.Length > 0 ? app : null),
            ("workload.name", owner.Name.Length > 0 ? owner.Name : null),
            ("workload.tlsMode", labels.GetValueOrDefault(TlsMode, "istio")),
            ("workload.canonicalName", First(labels, owner.Name, "service.istio.io/canonical-name", "app.kubernetes.io/name", "app")),
            ("workload.canonicalRevision", First(labels, "latest", "service.istio.io/canonical-revision", "app.kubernetes.io/version", "version")),
            ("bootstrap.sidecar", BootstrapArgument.OfSidecar),
            ("bootstrap.router", BootstrapArgument.OfRouter),
            ("proxy.image", ProxyImages.Of(settings)),
            ("proxy.arguments", Arguments(settings)),
            ("proxy.env", ProxyEnvironment.Of(settings, owner)),
            ("proxy.resources", ProxyResources.Of(settings)),
            ("proxy.securityContext", SecurityContexts.Proxy(settings, isRouter: false)),
            ("proxy.lifecycle", ProxyHooks.Of(settings, isRouter: false)),
            ("proxy.readinessProbe", ProxyProbes.Readiness(settings)),
            ("proxy.startupProbe", ProxyProbes.Startup(settings)),
            ("proxy.volumes", ProxyVolumes.Volumes(settings)),
            ("proxy.volumeMounts", ProxyVolumes.Mounts(settings)),
            ("gateway.securityContext", SecurityContexts.Proxy(settings, isRouter: true)),
            ("gateway.lifecycle", ProxyHooks.Of(settings, isRouter: true)),
            ("image.pullPolicy", settings.Values.Text("global.imagePullPolicy") is { Length: > 0 } policy ? policy : null),
            ("image.pullSecrets", PullSecrets(settings)),
            ("token.audience", settings.Values.Text("global.sds.token.aud")),
            ("root.configMap", settings.Values.Text("global.caConfigMap")),
        })
        {
            _variables[name] = value;
        }
    }

    public JsonNode? Find(string name)
    {
        if (_variables.TryGetValue(name, out var value))
        {
            return value;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (kind, rest) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return kind switch
        {
            "values" => _settings.Values.Node(rest),
            "labels" or "annotations" => _settings.Pod.Texts(kind).TryGetValue(rest, out var text) ? text : null,
            _ => throw new TemplateException($"there is no variable ${{{name}}}; {NearestName.Fix(name, _variables.Keys)}".TrimEnd(' ', ';')),
        };
    }

    private static JsonNode? First(Dictionary<string, string> labels, string otherwise, params string[] names)
    {
        var found = names.Select(name => labels.GetValueOrDefault(name, "")).FirstOrDefault(value => value.Length > 0) ?? otherwise;
        return found.Length == 0 ? null : found.Length > MaxLabelLength ? found[..MaxLabelLength].TrimEnd('-', '_', '.') : found;
    }

    private static JsonArray Arguments(ProxySettings settings)
    {
        var arguments = new JsonArray();
        Add("--drain-time-s", (settings.Config.DrainDuration ?? TimeSpan.FromSeconds(45)).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Add("--drain-strategy", "immediate");
        Add("--file-flush-interval-msec", "1000");
        Add("--log-level", settings.Annotation(Annotations.PodAnnotations.LogLevel) is { Length: > 0 } level ? level : settings.Values.Text("global.proxy.logLevel"));
        Add("--component-log-level", settings.Annotation(Annotations.PodAnnotations.ComponentLogLevel) is { Length: > 0 } levels ? levels : settings.Values.Text("global.proxy.componentLogLevel"));
        if (ProxyResources.Concurrency(settings) is { } threads)
        {
            Add("--concurrency", threads.ToString(CultureInfo.InvariantCulture));
        }

        arguments.Add("--disable-hot-restart");
        arguments.Add("--allow-unknown-static-fields");
        if (settings.HasAnnotation(Annotations.PodAnnotations.BootstrapOverride))
        {
            Add("--config-path", ProxyVolumes.OverrideFile);
        }

        return arguments;

        void Add(string flag, string value)
        {
            if (value.Length > 0)
            {
                arguments.Add(flag);
                arguments.Add(value);
            }
        }
    }

    private static JsonArray? PullSecrets(ProxySettings settings)
    {
        var secrets = new JsonArray();
        foreach (var secret in settings.Values.Node("global.imagePullSecrets") as JsonArray ?? [])
        {
            secrets.Add(secret is JsonObject ? secret.DeepClone() : new JsonObject { ["name"] = secret?.ToString() });
        }

        return secrets.Count > 0 ? secrets : null;
    }
}
