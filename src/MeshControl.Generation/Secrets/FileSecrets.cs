using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Secrets;

/// <summary>
/// Secrets that say which of the proxy's own files to read: `file-cert:CERTIFICATE~KEY` and `file-root:PATH` (traffic specification 5.9, 11.4).
/// There is nothing secret in them, so that any proxy may have them.
/// </summary>
public static class FileSecrets
{
    /// <summary>Where Envoy's images keep the bundle of public roots.</summary>
    public const string DefaultSystemRoots = "/etc/ssl/certs/ca-certificates.crt";

    private const string CertificatePrefix = "file-cert:";
    private const string RootPrefix = "file-root:";
    private const string SystemRoots = "system";
    private const char Separator = '~';

    /// <summary>The secret of a name, or null where the name is not of this kind.</summary>
    /// <param name="name">Name as clusters and listeners ask for it.</param>
    /// <param name="systemRoots">File behind `file-root:system`.</param>
    public static EncodedResource? Find(string name, string systemRoots = DefaultSystemRoots)
    {
        ArgumentNullException.ThrowIfNull(name);
        Secret? secret = null;
        if (name.StartsWith(RootPrefix, StringComparison.Ordinal))
        {
            secret = Roots(name, name[RootPrefix.Length..], systemRoots);
        }
        else if (name.StartsWith(CertificatePrefix, StringComparison.Ordinal)
            && name[CertificatePrefix.Length..].Split(Separator) is [{ Length: > 0 } certificate, { Length: > 0 } key])
        {
            secret = new Secret
            {
                Name = name,
                TlsCertificate = new() { CertificateChain = File(certificate), PrivateKey = File(key), WatchedDirectory = FolderOf(certificate) },
            };
        }

        return secret is null ? null : ResourceEncoder.Encode(ResourceType.Secret, name, secret);
    }

    private static Secret? Roots(string name, string path, string systemRoots) => path switch
    {
        "" => null,
        SystemRoots => new Secret { Name = name, ValidationContext = new() { TrustedCa = File(systemRoots) } },
        _ => new Secret { Name = name, ValidationContext = new() { TrustedCa = File(path), WatchedDirectory = FolderOf(path) } },
    };

    private static DataSource File(string path) => new() { Filename = path };

    // Mounted secrets are replaced by moving a link in their folder, which is what Envoy looks out for.
    private static WatchedDirectory? FolderOf(string path) =>
        path.LastIndexOf('/') is > 0 and var slash ? new WatchedDirectory { Path = path[..slash] } : null;
}
