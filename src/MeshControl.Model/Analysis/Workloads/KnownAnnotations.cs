using System.Collections.Frozen;

namespace MeshControl.Model.Analysis.Workloads;

/// <summary>The annotations that Istio defines for objects of Kubernetes.</summary>
internal static class KnownAnnotations
{
    private static readonly FrozenDictionary<string, KnownAnnotation> ByName = ((KnownAnnotation[])
    [
        new("galley.istio.io/analyze-suppress", "Any"), new("meshcontrol.io/analyze-suppress", "Any"), new("gateway.istio.io/controller-version", "Any"),
        new("install.operator.istio.io/chart-owner", "Any"), new("install.operator.istio.io/owner-generation", "Any"), new("install.operator.istio.io/version", "Any"),
        new("kubernetes.io/ingress.class", "Ingress"),
        new("networking.istio.io/exportTo", "Service"), new("networking.istio.io/traffic-distribution", "Namespace, Service, ServiceEntry"),
        new("networking.istio.io/service-type", "Gateway"), new("networking.istio.io/address-type", "Gateway"),
        new("traffic.istio.io/nodeSelector", "Service"), new("alpha.istio.io/kubernetes-serviceaccounts", "Service", true),
        new("alpha.istio.io/canonical-serviceaccounts", "Service", true), new("topology.istio.io/controlPlaneClusters", "Namespace"),
        new("ambient.istio.io/redirection", "Pod"), new("ambient.istio.io/bypass-inbound-capture", "Pod"), new("ambient.istio.io/dns-capture", "Pod"),
        new("ambient.istio.io/waypoint-inbound-binding", "GatewayClass, Gateway"), new("istio.io/use-waypoint-canary-weight", "Service, ServiceEntry, Namespace"),
        new("istio.io/autoRegistrationGroup", "WorkloadEntry"), new("istio.io/workloadController", "WorkloadEntry"), new("istio.io/connectedAt", "WorkloadEntry"),
        new("istio.io/disconnectedAt", "WorkloadEntry"), new("istio.io/dry-run", "AuthorizationPolicy"), new("istio.io/rev", "Pod"),
        new("istio.io/reroute-virtual-interfaces", "Pod"), new("inject.istio.io/templates", "Pod"), new("prometheus.istio.io/merge-metrics", "Pod"),
        new("proxy.istio.io/config", "Pod"), new("proxy.istio.io/overrides", "Pod"),
        new("gateway.istio.io/service-account", "Gateway"), new("gateway.istio.io/name-override", "Gateway"),
        new("status.sidecar.istio.io/port", "Pod"), new("sidecar.istio.io/inject", "Pod", true),
        .. OnPods("readiness.status.sidecar.istio.io/", false, "initialDelaySeconds", "periodSeconds", "failureThreshold", "applicationPorts"),
        .. OnPods("traffic.sidecar.istio.io/", false, "includeOutboundIPRanges", "excludeOutboundIPRanges", "includeInboundPorts", "excludeInboundPorts",
            "includeOutboundPorts", "excludeOutboundPorts", "excludeInterfaces"),
        .. OnPods("traffic.sidecar.istio.io/", true, "kubevirtInterfaces"),
        .. OnPods("sidecar.istio.io/", false, "status", "rewriteAppHTTPProbers", "proxyImage", "proxyImageType", "proxyCPU", "proxyCPULimit", "proxyMemory", "proxyMemoryLimit",
            "interceptionMode", "bootstrapOverride", "statsHistogramBuckets", "statsHistogramBins", "statsFlushInterval", "statsEvictionInterval", "userVolume",
            "userVolumeMount", "logLevel", "componentLogLevel", "agentLogLevel", "nativeSidecar", "enableCoreDump"),
        .. OnPods("sidecar.istio.io/", true, "discoveryAddress", "statsInclusionPrefixes", "statsInclusionSuffixes", "statsInclusionRegexps", "extraStatTags", "statsCompression"),
    ]).ToFrozenDictionary(annotation => annotation.Name);

    public static KnownAnnotation? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Annotations of Istio's domains, and the one of Kubernetes that it documents.</summary>
    public static bool IsIstios(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return name == "kubernetes.io/ingress.class" || (slash > 0 && name.AsSpan(0, slash).EndsWith("istio.io", StringComparison.Ordinal));
    }

    private static IEnumerable<KnownAnnotation> OnPods(string prefix, bool isDeprecated, params string[] names) => names.Select(name => new KnownAnnotation(prefix + name, "Pod", isDeprecated));
}
