using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Mesh-wide settings, with istiod's defaults (istio.mesh.v1alpha1.MeshConfig).</summary>
public sealed record MeshConfig
{
    public int ProxyListenPort { get; init; } = 15001;

    public int ProxyInboundListenPort { get; init; } = 15006;

    public int ProxyHttpPort { get; init; }

    public TimeSpan? ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan? HboneIdleTimeout { get; init; }

    public TimeSpan? ProtocolDetectionTimeout { get; init; } = TimeSpan.Zero;

    public TcpKeepalive? TcpKeepalive { get; init; }

    public string IngressClass { get; init; } = "istio";

    public string IngressService { get; init; } = "istio-ingressgateway";

    public IngressControllerMode IngressControllerMode { get; init; } = IngressControllerMode.Strict;

    public string IngressSelector { get; init; } = "";

    public bool EnableTracing { get; init; } = true;

    public string AccessLogFile { get; init; } = "";

    public string AccessLogFormat { get; init; } = "";

    public AccessLogEncoding AccessLogEncoding { get; init; }

    public bool EnableEnvoyAccessLogService { get; init; }

    public bool DisableEnvoyListenerLog { get; init; }

    public ProxyConfig? DefaultConfig { get; init; } = new();

    public MeshOutboundTrafficPolicy? OutboundTrafficPolicy { get; init; } = new() { Mode = MeshOutboundTrafficMode.AllowAny };

    public MeshInboundTrafficPolicy? InboundTrafficPolicy { get; init; } = new() { Mode = MeshInboundTrafficMode.Passthrough };

    public IReadOnlyList<ConfigSource> ConfigSources { get; init; } = [];

    public bool? EnableAutoMtls { get; init; } = true;

    public string TrustDomain { get; init; } = "cluster.local";

    public IReadOnlyList<string> TrustDomainAliases { get; init; } = [];

    public IReadOnlyList<CertificateData> CaCertificates { get; init; } = [];

    public IReadOnlyList<string> DefaultServiceExportTo { get; init; } = ["*"];

    public IReadOnlyList<string> DefaultVirtualServiceExportTo { get; init; } = ["*"];

    public IReadOnlyList<string> DefaultDestinationRuleExportTo { get; init; } = ["*"];

    public string RootNamespace { get; init; } = "istio-system";

    public LocalityLoadBalancerSetting? LocalityLbSetting { get; init; } = new() { Enabled = true };

    public ZoneAwareLoadBalancerSetting? ZoneAwareLbSetting { get; init; }

    public TimeSpan? DnsRefreshRate { get; init; } = TimeSpan.FromSeconds(60);

    public MeshH2UpgradePolicy H2UpgradePolicy { get; init; }

    public string InboundClusterStatName { get; init; } = "";

    public string OutboundClusterStatName { get; init; } = "";

    public IReadOnlyList<MeshCertificate> Certificates { get; init; } = [];

    public IReadOnlyList<ServiceSettings> ServiceSettings { get; init; } = [];

    public IReadOnlyList<ServiceScopeConfigs> ServiceScopeConfigs { get; init; } = [];

    public bool? EnablePrometheusMerge { get; init; } = true;

    public bool? VerifyCertificateAtClient { get; init; }

    public MeshCertificateAuthority? Ca { get; init; }

    public IReadOnlyList<ExtensionProvider> ExtensionProviders { get; init; } = 
    [
        new() { Name = "prometheus", Prometheus = new() },
        new() { Name = "stackdriver", Stackdriver = new() },
        new() { Name = "envoy", EnvoyFileAccessLog = new() { Path = "/dev/stdout" } },
    ];

    public DefaultProviders? DefaultProviders { get; init; } = new();

    public IReadOnlyList<LabelSelector> DiscoverySelectors { get; init; } = [];

    public ProxyPathNormalization? PathNormalization { get; init; }

    public HttpRetry? DefaultHttpRetryPolicy { get; init; }

    public HttpRetry? DefaultInboundHttpRetryPolicy { get; init; }

    public MeshTlsConfig? MeshMTLS { get; init; }

    public MeshTlsConfig? TlsDefaults { get; init; }

    public DefaultTrafficPolicy? DefaultTrafficPolicy { get; init; }

    public ServiceEntryVisibility? ServiceEntryVisibility { get; init; }

    /// <summary>Who counts global rate limits; this server where it is not set. A field of our own.</summary>
    public RateLimitService? RateLimitService { get; init; }
}
