using System.Globalization;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Annotations;
using MeshControl.Generation.Injection.Capture;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Injection;

/// <summary>What is in force for the proxy of one pod: annotations over ProxyConfig objects over the mesh configuration over the injector's values.</summary>
internal sealed class ProxySettings
{
    private readonly InjectionRequest _request;
    private readonly IReadOnlyDictionary<string, string> _annotations;

    public ProxySettings(InjectionRequest request, JsonObject pod, JsonObject ownContainers)
    {
        _request = request;
        _annotations = pod.Texts("annotations");
        Pod = pod;
        Own = OwnContainers.Find(ownContainers, PodJson.ProxyContainer);
        Config = Effective();
        StatusPort = Annotation(PodAnnotations.StatusPort) is { Length: > 0 } port ? int.Parse(port, CultureInfo.InvariantCulture) : Config.StatusPort;
        Mode = Annotation(PodAnnotations.InterceptionMode) switch
        {
            "REDIRECT" => CaptureMode.Redirect,
            "TPROXY" => CaptureMode.Tproxy,
            "NONE" => CaptureMode.None,
            _ => (CaptureMode)Config.InterceptionMode,
        };
        IsNative = Annotation(PodAnnotations.NativeSidecar) is { Length: > 0 } native ? native == "true" : Values.Text("global.nativeSidecars") switch
        {
            "true" => true,
            "false" => false,
            _ => request.HasNativeSidecars,
        };
        HoldsApplication = !IsNative && (Config.HoldApplicationUntilProxyStarts ?? Values.Flag("global.proxy.holdApplicationUntilProxyStarts"));
    }

    /// <summary>The pod without what an earlier injection did, and without <see cref="Own"/>.</summary>
    public JsonObject Pod { get; }

    /// <summary>A container of the pod's author with the proxy's name; null for none.</summary>
    public JsonObject? Own { get; }

    public InjectionValues Values => _request.Settings.Values;

    public string Revision => _request.Settings.Revision;

    public string Namespace => _request.Namespace;

    public MeshConfig Mesh => _request.Mesh;

    public ProxyConfig Config { get; }

    /// <summary>The pod or a ProxyConfig object says something else than the mesh.</summary>
    public bool HasOwnConfig => _annotations.ContainsKey(PodAnnotations.ProxyConfig);

    /// <summary>0 for none.</summary>
    public int StatusPort { get; }

    public CaptureMode Mode { get; }

    public bool IsNative { get; }

    /// <summary>The app's containers start when the proxy is ready.</summary>
    public bool HoldsApplication { get; }

    public string DomainSuffix => _request.DomainSuffix;

    public IReadOnlyDictionary<string, string> Parameters => _request.Parameters;

    /// <summary>HOST:PORT of the control plane.</summary>
    public string DiscoveryAddress => Annotation(PodAnnotations.DiscoveryAddress) is { Length: > 0 } own ? own
        : Values.Text("global.discoveryAddress") is { Length: > 0 } ofMesh && Config.DiscoveryAddress == new ProxyConfig().DiscoveryAddress ? ofMesh
        : Config.DiscoveryAddress;

    /// <summary>Probes of the app go through <see cref="StatusPort"/>.</summary>
    public bool RewritesProbes => StatusPort > 0 && Mode != CaptureMode.None
        && (Annotation(PodAnnotations.RewriteProbes) is { Length: > 0 } own ? own == "true" : Values.Flag("sidecarInjectorWebhook.rewriteAppHTTPProbe"));

    public bool MergesMetrics => Annotation(PodAnnotations.MergeMetrics) is { Length: > 0 } own ? own == "true" : Mesh.EnablePrometheusMerge ?? true;

    /// <summary>On OpenShift the last user of the namespace's range; with TPROXY root, which may take in connections to other addresses.</summary>
    public long User => Own?["securityContext"] is JsonObject context && context.Number("runAsUser") is { } own ? own
        : Mode == CaptureMode.Tproxy ? 0
        : LastOf("openshift.io/sa.scc.uid-range");

    public long Group => Own?["securityContext"] is JsonObject context && context.Number("runAsGroup") is { } own ? own : LastOf("openshift.io/sa.scc.supplemental-groups");

    public string Annotation(string name) => _annotations.GetValueOrDefault(name, "");

    public bool HasAnnotation(string name) => _annotations.ContainsKey(name);

    /// <summary>An annotation where the pod has it, even empty; else a value.</summary>
    public string AnnotationOr(string name, string value) => _annotations.GetValueOrDefault(name) ?? Values.Text(value);

    private ProxyConfig Effective()
    {
        var config = _request.Mesh.DefaultConfig ?? new ProxyConfig();
        foreach (var above in _request.ProxyConfigs)
        {
            config = config with
            {
                Concurrency = above.Concurrency ?? config.Concurrency,
                Image = above.Image is { ImageType.Length: > 0 } ? above.Image : config.Image,
                ProxyMetadata = Merge(config.ProxyMetadata, above.EnvironmentVariables),
            };
        }

        var text = Annotation(PodAnnotations.ProxyConfig);
        return text.Length == 0 ? config : MeshConfigReader.ReadProxyConfig(PodAnnotations.ProxyConfig, text, config).Value ?? config;
    }

    private long LastOf(string annotation)
    {
        var range = _request.NamespaceAnnotations.GetValueOrDefault(annotation, "").Split(',')[0].Split('/', '-');
        return range is [var first, var second] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? start + size - 1
            : CaptureSettings.DefaultProxyId;
    }

    private static SortedDictionary<string, string> Merge(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in below.Concat(above))
        {
            merged[key] = value;
        }

        return merged;
    }
}
