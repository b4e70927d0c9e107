using Envoy.Extensions.TransportSockets.Tls.V3;

namespace MeshControl.Generation.Filters.Tls;

/// <summary>Secrets fetched on the stream that the proxy already has (traffic specification 11.4).</summary>
public static class SdsConfigs
{
    /// <summary>The workload's own certificate.</summary>
    public const string WorkloadCertificate = "default";

    /// <summary>The mesh's root certificates.</summary>
    public const string MeshRoot = "ROOTCA";

    /// <summary>
    /// A reference to a secret. It has Envoy's own fetch timeout (15 s) instead of none, so that a proxy that is given no secrets still serves
    /// what needs none.
    /// </summary>
    public static SdsSecretConfig Of(string name) => new() { Name = name, SdsConfig = AdsSource.DefaultTimeout };
}
