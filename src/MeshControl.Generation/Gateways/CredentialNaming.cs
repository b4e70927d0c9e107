namespace MeshControl.Generation.Gateways;

/// <summary>How a Gateway's credentialName becomes the name of an SDS resource (traffic specification 3.13).</summary>
internal static class CredentialNaming
{
    private const string Kubernetes = "kubernetes://";
    private const string Workload = "builtin://";
    private const string AuthoritySuffix = "-cacert";
    private static readonly string[] KnownPrefixes = [Kubernetes, "kubernetes-gateway://", "configmap://", "sds://"];

    /// <summary>True where the workload's own certificate is meant.</summary>
    public static bool IsWorkload(string credential) => credential.StartsWith(Workload, StringComparison.Ordinal);

    /// <summary>A bare name is that of a Kubernetes Secret beside the gateway.</summary>
    public static string Secret(string credential) =>
        KnownPrefixes.Any(prefix => credential.StartsWith(prefix, StringComparison.Ordinal)) ? credential : Kubernetes + credential;

    /// <summary>The credential that holds the authority for clients of a server with this certificate.</summary>
    public static string Authority(string credential) => credential + AuthoritySuffix;
}
