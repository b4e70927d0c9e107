using System.Collections.Frozen;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Injection.Annotations;

/// <summary>Which annotations there are (operations specification 1.8), what they may hold, and which of them mean nothing to a stock Envoy.</summary>
internal static class AnnotationRules
{
    private static readonly FrozenDictionary<string, Func<string, string?>> Known = new Dictionary<string, Func<string, string?>>
    {
        [PodAnnotations.Inject] = AnnotationForms.Any,
        [PodAnnotations.Status] = AnnotationForms.Any,
        [PodAnnotations.Overrides] = AnnotationForms.Any,
        [PodAnnotations.Templates] = AnnotationForms.Any,
        [PodAnnotations.ProxyConfig] = AnnotationForms.Config,
        [PodAnnotations.InterceptionMode] = AnnotationForms.OneOf("REDIRECT", "TPROXY", "NONE"),
        [PodAnnotations.StatusPort] = AnnotationForms.Port,
        [PodAnnotations.ReadinessPrefix + "initialDelaySeconds"] = AnnotationForms.Unsigned,
        [PodAnnotations.ReadinessPrefix + "periodSeconds"] = AnnotationForms.Unsigned,
        [PodAnnotations.ReadinessPrefix + "failureThreshold"] = AnnotationForms.Unsigned,
        [PodAnnotations.IncludeOutboundIPRanges] = AnnotationForms.RangesOrAll,
        [PodAnnotations.ExcludeOutboundIPRanges] = AnnotationForms.Ranges,
        [PodAnnotations.IncludeInboundPorts] = AnnotationForms.PortsOrAll,
        [PodAnnotations.ExcludeInboundPorts] = AnnotationForms.Ports,
        [PodAnnotations.IncludeOutboundPorts] = AnnotationForms.Ports,
        [PodAnnotations.ExcludeOutboundPorts] = AnnotationForms.Ports,
        [PodAnnotations.ExcludeInterfaces] = AnnotationForms.Interfaces,
        [PodAnnotations.KubevirtInterfaces] = AnnotationForms.Interfaces,
        [PodAnnotations.RerouteInterfaces] = AnnotationForms.Interfaces,
        [PodAnnotations.MergeMetrics] = AnnotationForms.Flag,
        ["prometheus.istio.io/scrape-targets"] = AnnotationForms.Any,
        [PodAnnotations.ProxyCpu] = AnnotationForms.Quantity,
        [PodAnnotations.ProxyMemory] = AnnotationForms.Quantity,
        [PodAnnotations.ProxyCpuLimit] = AnnotationForms.Quantity,
        [PodAnnotations.ProxyMemoryLimit] = AnnotationForms.Quantity,
        [PodAnnotations.ProxyImage] = AnnotationForms.Any,
        [PodAnnotations.ProxyImageType] = AnnotationForms.OneOf("default", "debug", "distroless"),
        [PodAnnotations.LogLevel] = AnnotationForms.OneOf("trace", "debug", "info", "warning", "warn", "error", "critical", "off"),
        [PodAnnotations.ComponentLogLevel] = AnnotationForms.ComponentLevels,
        [PodAnnotations.RewriteProbes] = AnnotationForms.Flag,
        [PodAnnotations.NativeSidecar] = AnnotationForms.Flag,
        [PodAnnotations.CapNetBindService] = AnnotationForms.Flag,
        [PodAnnotations.BootstrapOverride] = AnnotationForms.ObjectName,
        [PodAnnotations.UserVolume] = AnnotationForms.Objects,
        [PodAnnotations.UserVolumeMount] = AnnotationForms.Objects,
        [PodAnnotations.DiscoveryAddress] = AnnotationForms.Address,
        [PodAnnotations.StatsPrefixes] = AnnotationForms.Any,
        [PodAnnotations.StatsSuffixes] = AnnotationForms.Any,
        [PodAnnotations.StatsRegexps] = AnnotationForms.Any,
        [PodAnnotations.StatsFlushInterval] = AnnotationForms.Duration,
        ["sidecar.istio.io/agentLogLevel"] = AnnotationForms.Any,
        ["sidecar.istio.io/enableCoreDump"] = AnnotationForms.Flag,
        ["sidecar.istio.io/statsHistogramBuckets"] = AnnotationForms.Any,
        ["sidecar.istio.io/statsHistogramBins"] = AnnotationForms.Any,
        ["sidecar.istio.io/statsEvictionInterval"] = AnnotationForms.Any,
        ["sidecar.istio.io/statsCompression"] = AnnotationForms.Any,
        ["sidecar.istio.io/extraStatTags"] = AnnotationForms.Any,
        [PodAnnotations.ReadinessPrefix + "applicationPorts"] = AnnotationForms.Any,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> WithoutEffect = new Dictionary<string, string>
    {
        ["sidecar.istio.io/agentLogLevel"] = "there is no agent beside Envoy",
        ["sidecar.istio.io/enableCoreDump"] = "nothing changes the node's core pattern",
        ["sidecar.istio.io/statsHistogramBuckets"] = "histograms keep Envoy's own buckets",
        ["sidecar.istio.io/statsHistogramBins"] = "histograms keep Envoy's own buckets",
        ["sidecar.istio.io/statsEvictionInterval"] = "statistics are not evicted",
        ["sidecar.istio.io/statsCompression"] = "statistics are served as they are",
        ["sidecar.istio.io/extraStatTags"] = "Istio's own statistics are not made by a stock Envoy",
        ["prometheus.istio.io/scrape-targets"] = "metrics of one port of the app are served at most",
        [PodAnnotations.ReadinessPrefix + "applicationPorts"] = "readiness of the proxy does not wait for ports of the app",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] OwnPrefixes =
        ["sidecar.istio.io/", "status.sidecar.istio.io/", PodAnnotations.ReadinessPrefix, "traffic.sidecar.istio.io/", "inject.istio.io/", "prometheus.istio.io/", "proxy.istio.io/"];

    /// <summary>Every mistake, in the order of names.</summary>
    public static IEnumerable<string> Errors(IReadOnlyDictionary<string, string> annotations) =>
        from annotation in annotations.OrderBy(annotation => annotation.Key, StringComparer.Ordinal)
        let problem = Problem(annotation.Key, annotation.Value)
        where problem is not null
        select $"annotation {annotation.Key}: {problem}";

    /// <summary>What is accepted and changes nothing.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyDictionary<string, string> annotations) =>
        from annotation in annotations.OrderBy(annotation => annotation.Key, StringComparer.Ordinal)
        where WithoutEffect.ContainsKey(annotation.Key)
        select $"annotation {annotation.Key} has no effect: {WithoutEffect[annotation.Key]}";

    private static string? Problem(string name, string value)
    {
        if (Known.TryGetValue(name, out var form))
        {
            return form(value) is { } problem ? $"'{value}' {problem}" : null;
        }

        return OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) ? $"there is no such annotation; {NearestName.Fix(name, Known.Keys)}".TrimEnd(' ', ';') : null;
    }
}
