using MeshControl.Model.Credentials;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.References;

/// <summary>
/// Which Secrets and ConfigMaps an object refers to. A cluster is asked for these and no others, so a feature that reads another one by a new
/// field has to name it here.
/// </summary>
public static class ObjectReferences
{
    // Istio: the certificates that client certificates must lead to may be in a second secret of this name.
    private const string AuthoritySuffix = "-cacert";

    /// <summary>Objects of this kind may refer to some.</summary>
    public static bool MayStandIn(string kindId) => kindId is "Gateway" or "DestinationRule" or "Ingress" or "KubernetesGateway" or "ListenerSet" or "BackendTLSPolicy" or "WasmPlugin";

    public static IEnumerable<ReferencedObject> Of(Resource resource) => resource switch
    {
        Resource<Gateway> gateway => gateway.Spec.Servers.Where(server => server.Tls is not null).SelectMany(server => Of(server.Tls!)),
        Resource<DestinationRule> rule => Of(rule.Spec),
        Resource<IngressSpec> ingress => ingress.Spec.Tls.SelectMany(tls => Credential(tls.SecretName)),
        Resource<GatewaySpec> gateway => gateway.Spec.Listeners.SelectMany(listener => Of(listener, gateway.Namespace)),
        Resource<ListenerSetSpec> listeners => listeners.Spec.Listeners.SelectMany(listener => Of(listener, listeners.Namespace)),
        Resource<BackendTlsPolicySpec> policy => policy.Spec.Validation is { } validation ? Of(validation.CaCertificateRefs, KindCatalog.ConfigMap, policy.Namespace) : [],
        Resource<WasmPlugin> plugin => plugin.Spec.ImagePullSecret is { Length: > 0 } secret ? [new(KindCatalog.Secret, plugin.Namespace, secret)] : [],
        _ => [],
    };

    private static IEnumerable<ReferencedObject> Of(ServerTlsSettings tls) =>
        tls.CredentialNames.Append(tls.CredentialName).Append(tls.CaCertCredentialName).SelectMany(Credential);

    private static IEnumerable<ReferencedObject> Of(DestinationRule rule)
    {
        var policies = rule.Subsets.Select(subset => subset.TrafficPolicy).Prepend(rule.TrafficPolicy).OfType<TrafficPolicy>();
        return policies.SelectMany(policy => policy.PortLevelSettings.Select(port => port.Tls).Prepend(policy.Tls)).OfType<ClientTlsSettings>()
            .SelectMany(tls => Credential(tls.CredentialName));
    }

    private static IEnumerable<ReferencedObject> Of(Listener listener, string ns) => listener.Tls is not { } tls
        ? []
        : Of(tls.CertificateRefs, KindCatalog.Secret, ns).Concat(Of(tls.FrontendValidation?.CaCertificateRefs ?? [], KindCatalog.ConfigMap, ns));

    private static IEnumerable<ReferencedObject> Of(IReadOnlyList<GatewayObjectReference> references, ResourceKind otherwise, string ns) => references
        .Select(reference => new ReferencedObject(
            reference.Kind is { Length: > 0 } kind ? KindCatalog.Find("", kind) ?? otherwise : otherwise,
            reference.Namespace is { Length: > 0 } other ? other : ns,
            reference.Name))
        .Where(reference => reference.Name.Length > 0 && (reference.Kind == KindCatalog.Secret || reference.Kind == KindCatalog.ConfigMap));

    private static IEnumerable<ReferencedObject> Credential(string text)
    {
        if (text.Length == 0 || CredentialName.IsWorkload(text) || !CredentialName.TryParse(CredentialName.Of(text), out var name))
        {
            return [];
        }

        var ns = name.Namespace.Length > 0 ? name.Namespace : null;
        return name.Scheme == CredentialScheme.ConfigMap
            ? [new(KindCatalog.ConfigMap, ns, name.Name)]
            : [new(KindCatalog.Secret, ns, name.BaseName), new(KindCatalog.Secret, ns, name.BaseName + AuthoritySuffix)];
    }
}
