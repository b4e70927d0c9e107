using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;

namespace MeshControl.Generation.Filters.Tls;

/// <summary>Secrets fetched on the stream that the proxy already has (traffic specification 11.4).</summary>
public static class SdsConfigs
{
    /// <summary>The workload's own certificate.</summary>
    public const string WorkloadCertificate = "default";

    /// <summary>The mesh's root certificates.</summary>
    public const string MeshRoot = "ROOTCA";

    /// <summary>A secret that every proxy has: waited for.</summary>
    public static SdsSecretConfig OfWorkload(string name) => Of(name, AdsSource.NoTimeout);

    /// <summary>A secret that may be missing, such as a gateway's certificate.</summary>
    public static SdsSecretConfig OfGateway(string name) => Of(name, AdsSource.DefaultTimeout);

    private static SdsSecretConfig Of(string name, ConfigSource source) => new() { Name = name, SdsConfig = source };
}
