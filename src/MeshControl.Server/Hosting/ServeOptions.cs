using System.Net;
using MeshControl.Generation.Output;
using MeshControl.Server.KeySets;
using MeshControl.Server.RateLimiting;
using MeshControl.Server.Secrets;
using MeshControl.Server.Secrets.Cluster.Signing;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Hosting;

/// <summary>Everything that `meshd serve` can be told.</summary>
public sealed record ServeOptions
{
    /// <summary>Folders of YAML to serve; several add up.</summary>
    public IReadOnlyList<string> ConfigFolders { get; init; } = [];

    /// <summary>The cluster whose objects are served; null for none.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>Where in the cluster the mesh's own objects are: its configuration, its root, its leases.</summary>
    public string SystemNamespace { get; init; } = "istio-system";

    /// <summary>Of this control plane; objects that are labelled for another one are left out.</summary>
    public string Revision { get; init; } = "default";

    /// <summary>Plaintext ADS; null for none.</summary>
    public IPEndPoint? AdsAddress { get; init; } = new(IPAddress.Loopback, 15010);

    /// <summary>A signer of the cluster that makes certificates instead of an authority of our own; null for none.</summary>
    public ClusterSignerOptions? Signer { get; init; }

    /// <summary>ADS and certificate signing over TLS, for authenticated proxies; null for none.</summary>
    public IPEndPoint? SecureAdsAddress { get; init; }

    /// <summary>Admission webhooks over HTTPS, for an API server; null for none.</summary>
    public IPEndPoint? WebhookAddress { get; init; }

    /// <summary>What the sidecar injector does, in the form of its ConfigMap or of that one's key config; null for the cluster's ConfigMap, else what is built in.</summary>
    public string? InjectionConfigFile { get; init; }

    /// <summary>Values of the sidecar injector (YAML or JSON) beside <see cref="InjectionConfigFile"/>.</summary>
    public string? InjectionValuesFile { get; init; }

    /// <summary>The names that the server's certificate carries; empty for istiod's.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Tokens and their identities, a line each; see the security documentation.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Keys of a cluster's service account tokens (JWKS).</summary>
    public string? TokenKeyFile { get; init; }

    /// <summary>A signing certificate to use instead of a root of our own, in the layout of Istio's cacerts.</summary>
    public string? PluggedInAuthorityFolder { get; init; }

    /// <summary>Health, metrics and debugging over HTTP.</summary>
    public IPEndPoint AdminAddress { get; init; } = new(IPAddress.Loopback, 15014);

    public RouteDelivery RouteDelivery { get; init; } = RouteDelivery.VirtualHost;

    /// <summary>Suffix of Kubernetes service hosts.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    public string ClusterId { get; init; } = "Kubernetes";

    /// <summary>Folder of the certificate authority's root; made on first start.</summary>
    public string AuthorityFolder { get; init; } = DefaultAuthorityFolder();

    /// <summary>The secret in the cluster's system namespace that replicas share the root through; empty to keep it in <see cref="AuthorityFolder"/>.</summary>
    public string AuthoritySecret { get; init; } = "istio-ca-secret";

    /// <summary>Which proxies get their identity over plaintext ADS.</summary>
    public PlaintextSecrets PlaintextSecrets { get; init; } = PlaintextSecrets.Loopback;

    /// <summary>Who fetches the keys of token issuers, and from where.</summary>
    public KeySetOptions KeySets { get; init; } = new();

    /// <summary>Where global rate limits are counted.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>debug, info, warn or error.</summary>
    public string LogLevel { get; init; } = "info";

    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Limits and times of ADS streams; only tests need others.</summary>
    public AdsOptions Ads => new() { RouteDelivery = RouteDelivery };

    private static string DefaultAuthorityFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "meshcontrol", "ca");
    }
}
