namespace MeshControl.Model.Credentials;

/// <summary>The name under which a proxy asks for a credential (security specification 2.1).</summary>
/// <param name="Scheme">Where it lies.</param>
/// <param name="Namespace">Its namespace; empty for that of the proxy.</param>
/// <param name="Name">Name of the object, with the suffix of authorities where it was written.</param>
public readonly record struct CredentialName(CredentialScheme Scheme, string Namespace, string Name)
{
    private const string Kubernetes = "kubernetes://";
    private const string KubernetesGateway = "kubernetes-gateway://";
    private const string ConfigMap = "configmap://";
    private const string Sds = "sds://";
    private const string Workload = "builtin://";
    private const string AuthoritySuffix = "-cacert";
    private static readonly string[] Prefixes = [Kubernetes, KubernetesGateway, ConfigMap, Sds];

    /// <summary>True where the name says that an authority's certificates are wanted.</summary>
    public bool IsAuthority => Scheme == CredentialScheme.ConfigMap || Name.EndsWith(AuthoritySuffix, StringComparison.Ordinal);

    /// <summary>The name without the suffix of authorities.</summary>
    public string BaseName => Name.EndsWith(AuthoritySuffix, StringComparison.Ordinal) ? Name[..^AuthoritySuffix.Length] : Name;

    /// <summary>True where a field means the workload's own certificate.</summary>
    public static bool IsWorkload(string credential) => credential.StartsWith(Workload, StringComparison.Ordinal);

    /// <summary>What a proxy asks for by a field that names a credential; a bare name is that of a Secret beside the proxy.</summary>
    public static string Of(string credential) =>
        Prefixes.Any(prefix => credential.StartsWith(prefix, StringComparison.Ordinal)) ? credential : Kubernetes + credential;

    /// <summary>What a proxy asks for to verify the peers of a credential.</summary>
    public static string AuthorityOf(string credential) => Of(credential) + AuthoritySuffix;

    /// <summary>Reads a name; false where it is none of a credential.</summary>
    public static bool TryParse(string text, out CredentialName name)
    {
        name = default;
        var (scheme, rest, needsNamespace) =
            text.StartsWith(Kubernetes, StringComparison.Ordinal) ? (CredentialScheme.Secret, text[Kubernetes.Length..], false)
            : text.StartsWith(Sds, StringComparison.Ordinal) ? (CredentialScheme.Secret, text[Sds.Length..], false)
            : text.StartsWith(KubernetesGateway, StringComparison.Ordinal) ? (CredentialScheme.GatewaySecret, text[KubernetesGateway.Length..], true)
            : text.StartsWith(ConfigMap, StringComparison.Ordinal) ? (CredentialScheme.ConfigMap, text[ConfigMap.Length..], true)
            : (CredentialScheme.Secret, "", false);
        switch (rest.Split('/'))
        {
            case [{ Length: > 0 } only] when !needsNamespace:
                name = new CredentialName(scheme, "", only);
                return true;
            case [{ Length: > 0 } ns, { Length: > 0 } last]:
                name = new CredentialName(scheme, ns, last);
                return true;
            default:
                return false;
        }
    }
}
