using MeshControl.Incremental;

namespace MeshControl.Model.Proxies;

/// <summary>Node metadata that generation reads (traffic specification 8.3), typed.</summary>
public sealed record ProxyMetadata
{
    public string Namespace { get; init; } = "";

    /// <summary>LABELS over STATIC_LABELS.</summary>
    public EquatableMap<string, string> Labels { get; init; } = EquatableMap<string, string>.Empty;

    public EquatableMap<string, string> Annotations { get; init; } = EquatableMap<string, string>.Empty;

    public EquatableArray<string> InstanceIps { get; init; }

    public string ClusterId { get; init; } = "";

    public string Network { get; init; } = "";

    public string MeshId { get; init; } = "";

    public string NodeName { get; init; } = "";

    public string WorkloadName { get; init; } = "";

    public string ServiceAccount { get; init; } = "";

    public string IstioVersion { get; init; } = "";

    public InterceptionMode InterceptionMode { get; init; }

    public int HttpProxyPort { get; init; }

    public TimeSpan? IdleTimeout { get; init; }

    public bool Http10 { get; init; }

    public string Generator { get; init; } = "";

    public bool DnsCapture { get; init; }

    public bool UnprivilegedPod { get; init; }

    public int StatusPort { get; init; }

    public int PrometheusPort { get; init; }

    public int SecureMetricsPort { get; init; }

    public int SecureMergedMetricsPort { get; init; }

    public bool InboundExactBalance { get; init; }

    public bool OutboundExactBalance { get; init; }

    public EquatableArray<string> RequestedNetworkView { get; init; }

    public string TlsServerCertChain { get; init; } = "";

    public string TlsServerKey { get; init; } = "";

    public string TlsServerRootCert { get; init; } = "";

    public string TlsClientCertChain { get; init; } = "";

    public string TlsClientKey { get; init; } = "";

    public string TlsClientRootCert { get; init; } = "";

    /// <summary>POD_PORTS as written, a JSON array.</summary>
    public string PodPorts { get; init; } = "";

    /// <summary>host:port of the control plane's authenticated port; empty where the proxy has it in a plaintext cluster.</summary>
    public string DiscoveryAddress { get; init; } = "";

    /// <summary>File on the proxy's machine with the roots of the control plane's certificate.</summary>
    public string DiscoveryRootCertificates { get; init; } = "";

    /// <summary>File on the proxy's machine with the token that it shows there.</summary>
    public string DiscoveryToken { get; init; } = "";

    /// <summary>PROXY_CONFIG as JSON; empty where the bootstrap gave none.</summary>
    public string ProxyConfigJson { get; init; } = "";
}
