using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>
/// Who gets which credential (security specification 2.3): gateways the ones that their configuration names, from their own namespace; another
/// namespace's only where a grant of the Gateway API let it into their configuration. Authorities in ConfigMaps are public.
/// </summary>
internal static class CredentialPolicy
{
    /// <summary>Null where it may have it; else a fixed text that goes to logs and metrics.</summary>
    public static string? RefusalOf(CredentialRequest request, CredentialUse use)
    {
        if (request.Name.Scheme == CredentialScheme.ConfigMap)
        {
            return null;
        }

        if (request.Type != ProxyType.Router)
        {
            return "not a gateway";
        }

        if (request.Identity.Workload is not { } workload)
        {
            return "invalid identity";
        }

        if (!use.Certificates.Contains(request.Text) && !use.Authorities.Contains(request.Text))
        {
            return "not in its configuration";
        }

        // What of another namespace stands in the configuration of a Gateway was let in by a grant.
        return request.Name.Scheme == CredentialScheme.Secret && request.Namespace != workload.Namespace ? "another namespace" : null;
    }

    /// <summary>True where an authority is meant rather than a certificate with its key.</summary>
    public static bool IsAuthority(CredentialRequest request, CredentialUse use) =>
        request.Name.IsAuthority || (use.Authorities.Contains(request.Text) && !use.Certificates.Contains(request.Text));
}
