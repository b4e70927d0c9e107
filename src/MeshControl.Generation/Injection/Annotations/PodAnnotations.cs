namespace MeshControl.Generation.Injection.Annotations;

/// <summary>Annotations and labels of pods that the injector reads or writes.</summary>
internal static class PodAnnotations
{
    public const string Inject = "sidecar.istio.io/inject";
    public const string Status = "sidecar.istio.io/status";
    public const string Overrides = "proxy.istio.io/overrides";
    public const string Templates = "inject.istio.io/templates";
    public const string ProxyConfig = "proxy.istio.io/config";
    public const string InterceptionMode = "sidecar.istio.io/interceptionMode";
    public const string StatusPort = "status.sidecar.istio.io/port";
    public const string ReadinessPrefix = "readiness.status.sidecar.istio.io/";
    public const string IncludeOutboundIPRanges = "traffic.sidecar.istio.io/includeOutboundIPRanges";
    public const string ExcludeOutboundIPRanges = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
    public const string IncludeInboundPorts = "traffic.sidecar.istio.io/includeInboundPorts";
    public const string ExcludeInboundPorts = "traffic.sidecar.istio.io/excludeInboundPorts";
    public const string IncludeOutboundPorts = "traffic.sidecar.istio.io/includeOutboundPorts";
    public const string ExcludeOutboundPorts = "traffic.sidecar.istio.io/excludeOutboundPorts";
    public const string ExcludeInterfaces = "traffic.sidecar.istio.io/excludeInterfaces";
    public const string KubevirtInterfaces = "traffic.sidecar.istio.io/kubevirtInterfaces";
    public const string RerouteInterfaces = "istio.io/reroute-virtual-interfaces";
    public const string MergeMetrics = "prometheus.istio.io/merge-metrics";
    public const string ProxyCpu = "sidecar.istio.io/proxyCPU";
    public const string ProxyMemory = "sidecar.istio.io/proxyMemory";
    public const string ProxyCpuLimit = "sidecar.istio.io/proxyCPULimit";
    public const string ProxyMemoryLimit = "sidecar.istio.io/proxyMemoryLimit";
    public const string ProxyImage = "sidecar.istio.io/proxyImage";
    public const string ProxyImageType = "sidecar.istio.io/proxyImageType";
    public const string LogLevel = "sidecar.istio.io/logLevel";
    public const string ComponentLogLevel = "sidecar.istio.io/componentLogLevel";
    public const string RewriteProbes = "sidecar.istio.io/rewriteAppHTTPProbers";
    public const string NativeSidecar = "sidecar.istio.io/nativeSidecar";
    public const string CapNetBindService = "sidecar.istio.io/capNetBindService";
    public const string BootstrapOverride = "sidecar.istio.io/bootstrapOverride";
    public const string UserVolume = "sidecar.istio.io/userVolume";
    public const string UserVolumeMount = "sidecar.istio.io/userVolumeMount";
    public const string DiscoveryAddress = "sidecar.istio.io/discoveryAddress";
    public const string StatsPrefixes = "sidecar.istio.io/statsInclusionPrefixes";
    public const string StatsSuffixes = "sidecar.istio.io/statsInclusionSuffixes";
    public const string StatsRegexps = "sidecar.istio.io/statsInclusionRegexps";
    public const string StatsFlushInterval = "sidecar.istio.io/statsFlushInterval";
}
