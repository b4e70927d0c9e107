using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Settings of a proxy, with istiod's defaults (istio.mesh.v1alpha1.ProxyConfig).</summary>
public sealed record ProxyConfig
{
    public string ConfigPath { get; init; } = "./etc/istio/proxy";

    public string BinaryPath { get; init; } = "/usr/local/bin/envoy";

    [OneOf("clusterName")]
    public string? ServiceCluster { get; init; } = "istio-proxy";

    [OneOf("clusterName")]
    public TracingServiceName? TracingServiceName { get; init; }

    public TimeSpan? DrainDuration { get; init; } = TimeSpan.FromSeconds(45);

    public string DiscoveryAddress { get; init; } = "istiod.istio-system.svc:15012";

    public TimeSpan? DiscoveryRefreshDelay { get; init; }

    public string ZipkinAddress { get; init; } = "";

    public string StatsdUdpAddress { get; init; } = "";

    public string EnvoyMetricsServiceAddress { get; init; } = "";

    public int ProxyAdminPort { get; init; } = 15000;

    public string AvailabilityZone { get; init; } = "";

    public AuthenticationPolicy ControlPlaneAuthPolicy { get; init; } = AuthenticationPolicy.MutualTls;

    public string CustomConfigFile { get; init; } = "";

    public int StatNameLength { get; init; } = 189;

    public int? Concurrency { get; init; }

    public string ProxyBootstrapTemplatePath { get; init; } = "";

    public InboundInterceptionMode InterceptionMode { get; init; }

    public ProxyTracing? Tracing { get; init; }

    public SdsSettings? Sds { get; init; }

    public RemoteService? EnvoyAccessLogService { get; init; }

    public RemoteService? EnvoyMetricsService { get; init; }

    public IReadOnlyDictionary<string, string> ProxyMetadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> RuntimeValues { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public int StatusPort { get; init; } = 15020;

    public IReadOnlyList<string> ExtraStatTags { get; init; } = [];

    public Topology? GatewayTopology { get; init; }

    public TimeSpan? TerminationDrainDuration { get; init; } = TimeSpan.FromSeconds(5);

    public string MeshId { get; init; } = "";

    public ReadinessProbe? ReadinessProbe { get; init; }

    public ProxyStatsMatcher? ProxyStatsMatcher { get; init; }

    public bool? HoldApplicationUntilProxyStarts { get; init; }

    public IReadOnlyList<string> CaCertificatesPem { get; init; } = [];

    public ProxyImage? Image { get; init; }

    public PrivateKeyProvider? PrivateKeyProvider { get; init; }

    public ProxyHeaders? ProxyHeaders { get; init; }

    public TimeSpan? FileFlushInterval { get; init; }

    public int FileFlushMinSizeKb { get; init; }

    public bool? StatsCompression { get; init; }

    public ConnectionSettings? ConnectionSettings { get; init; }
}
