using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// References to secrets, all of them over the proxy's own ADS stream (traffic specification 11.4). No fetch timeout of zero: a proxy that is
/// given no secrets must not keep its clusters warming for ever.
/// </summary>
internal static class SecretSources
{
    /// <summary>The workload's own certificate and key.</summary>
    public const string Workload = "default";

    /// <summary>The mesh's trust bundle.</summary>
    public const string Root = "ROOTCA";

    /// <summary>The bundle of the proxy's image.</summary>
    public const string SystemRoots = "system";

    private const string CredentialPrefix = "kubernetes://";
    private const string ConfigMapPrefix = "configmap://";
    private const string RootSuffix = "-cacert";

    public static SdsSecretConfig Secret(string name) => new()
    {
        Name = name, SdsConfig = new ConfigSource { Ads = new AggregatedConfigSource(), ResourceApiVersion = ApiVersion.V3 },
    };

    /// <summary>A certificate and key in files of the proxy; the secret names both paths.</summary>
    public static string CertificateFiles(string certificate, string key) => $"file-cert:{certificate}~{key}";

    /// <summary>A trust bundle in a file of the proxy.</summary>
    public static string RootFile(string path) => "file-root:" + path;

    public static bool IsConfigMap(string credential) => credential.StartsWith(ConfigMapPrefix, StringComparison.Ordinal);

    /// <summary>The certificate and key of a credential.</summary>
    public static string Credential(string credential) =>
        IsConfigMap(credential) || credential.StartsWith(CredentialPrefix, StringComparison.Ordinal) ? credential : CredentialPrefix + credential;

    /// <summary>The trust bundle of a credential.</summary>
    public static string CredentialRoot(string credential)
    {
        var name = Credential(credential);
        return name.EndsWith(RootSuffix, StringComparison.Ordinal) ? name : name + RootSuffix;
    }
}
