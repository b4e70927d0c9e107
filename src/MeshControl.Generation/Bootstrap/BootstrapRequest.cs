using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Bootstrap;

/// <summary>What an Envoy needs to be told before it can ask for the rest.</summary>
public sealed record BootstrapRequest
{
    public const int DefaultReadinessPort = 15021;
    public const int DefaultMetricsPort = 15090;

    public required ProxyIdentity Proxy { get; init; }

    /// <summary>Host name or IP of the ADS server.</summary>
    public required string DiscoveryHost { get; init; }

    public required int DiscoveryPort { get; init; }

    /// <summary>How the proxy proves who it is, over TLS; null for plaintext.</summary>
    public BootstrapCredentials? Credentials { get; init; }

    /// <summary>Port of the admin interface on loopback; 0 lets the system choose.</summary>
    public int AdminPort { get; init; } = 15000;

    /// <summary>Port that answers `/healthz/ready`; 0 for none.</summary>
    public int ReadinessPort { get; init; } = DefaultReadinessPort;

    /// <summary>Port that answers `/stats/prometheus`; 0 for none.</summary>
    public int MetricsPort { get; init; } = DefaultMetricsPort;

    /// <summary>Port that answers for the app; there is none without <see cref="AppProbes"/>.</summary>
    public int StatusPort { get; init; } = 15020;

    /// <summary>What the status port answers.</summary>
    public IReadOnlyList<AppProbe> AppProbes { get; init; } = [];

    /// <summary>How often statistics are flushed to sinks; null for Envoy's own interval.</summary>
    public TimeSpan? StatsFlushInterval { get; init; }

    /// <summary>State of the world instead of delta.</summary>
    public bool UsesStateOfTheWorld { get; init; }

    /// <summary>The mesh's default proxy configuration.</summary>
    public ProxyConfig Config { get; init; } = new();
}
