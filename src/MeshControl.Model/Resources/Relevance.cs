using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Resources;

/// <summary>Tells objects that something in the mesh may read from those that only come along, such as Helm's release secrets.</summary>
internal static class Relevance
{
    // The sidecar injector's, of any revision.
    private const string InjectionSettingsName = "istio-sidecar-injector";

    private static readonly string[] ReadConfigMapKeys = ["mesh", "meshNetworks", "ca.crt", "crl", "root-cert.pem"];

    private static readonly string[] UnreadSecretTypes =
        ["helm.sh/release.v1", "kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token", "kubernetes.io/ssh-auth", "kubernetes.io/basic-auth"];

    public static bool IsRead(Resource resource) => resource switch
    {
        Resource<ConfigMap> configMap => configMap.Name.StartsWith(InjectionSettingsName, StringComparison.Ordinal) || ReadConfigMapKeys.Any(k => configMap.Spec.Data.ContainsKey(k) || configMap.Spec.BinaryData.ContainsKey(k)),
        Resource<Secret> secret => !UnreadSecretTypes.Contains(secret.Spec.Type),
        _ => true,
    };
}
