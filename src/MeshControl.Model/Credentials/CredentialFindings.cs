using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.GatewayApi;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Credentials;

/// <summary>Tells which objects name credentials that are missing or broken, and what to do about it.</summary>
internal sealed class CredentialFindings(CredentialFacts facts, ResourceFacts resources, ServiceFacts services, ConvertedFacts converted, IReader read)
{
    private readonly HashSet<string> _gatewayNamespaces = new(StringComparer.Ordinal);

    public IEnumerable<Finding> All()
    {
        var found = new List<Finding>();
        foreach (var gateway in read.Items(resources.Gateways.Table))
        {
            AddGateway(gateway, found);
        }

        foreach (var gateway in read.Get(converted.Ingress, "").Gateways)
        {
            AddIngress(gateway, found);
        }

        foreach (var gateway in read.Items(resources.KubernetesGateways.Table))
        {
            AddGatewayApi(gateway, found);
        }

        foreach (var rule in read.Items(resources.DestinationRules.Table))
        {
            AddRule(rule, found);
        }

        return found;
    }

    private void AddGateway(Resource<Gateway> gateway, List<Finding> found)
    {
        if (!gateway.Spec.Servers.Any(static server => server.Tls is not null))
        {
            return;
        }

        var namespaces = NamespacesOf(gateway.Spec.Selector.ToEquatableMap(), gateway.Namespace);
        for (var i = 0; i < gateway.Spec.Servers.Count; i++)
        {
            if (gateway.Spec.Servers[i].Tls is { } tls && tls.Mode is ServerTlsMode.Simple or ServerTlsMode.Mutual or ServerTlsMode.OptionalMutual)
            {
                AddServer(gateway, $"spec.servers[{i}].tls", tls, namespaces, found);
            }
        }
    }

    private void AddServer(Resource<Gateway> gateway, string path, ServerTlsSettings tls, IReadOnlyList<string> namespaces, List<Finding> found)
    {
        var names = CredentialUse.NamesOf(tls);
        for (var i = 0; i < names.Count; i++)
        {
            Check(gateway, tls.CredentialNames.Count > 0 ? $"{path}.credentialNames[{i}]" : path + ".credentialName", CredentialName.Of(names[i]), namespaces, found);
        }

        if (names.Count == 0 || tls.Mode == ServerTlsMode.Simple || CredentialName.IsWorkload(names[0]))
        {
            return;
        }

        if (tls.CaCertCredentialName.Length > 0)
        {
            Check(gateway, path + ".caCertCredentialName", CredentialName.Of(tls.CaCertCredentialName), namespaces, found, isAuthority: true);
        }
        else
        {
            Check(gateway, path + ".credentialName", CredentialName.AuthorityOf(names[0]), namespaces, found, isAuthority: true);
        }
    }

    private void AddIngress(Gateways.MeshGateway gateway, List<Finding> found)
    {
        if (read.Get(resources.Ingresses.Table, gateway.Source) is not { } ingress || ingress.Spec.Tls.Count == 0)
        {
            return;
        }

        var namespaces = NamespacesOf(gateway.Selector, gateway.Namespace);
        for (var i = 0; i < ingress.Spec.Tls.Count; i++)
        {
            if (ingress.Spec.Tls[i].SecretName is { Length: > 0 } name)
            {
                Check(ingress, $"spec.tls[{i}].secretName", CredentialName.Of(name), namespaces, found);
            }
        }
    }

    private void AddGatewayApi(Resource<Resources.GatewayApi.GatewaySpec> gateway, List<Finding> found)
    {
        for (var i = 0; i < gateway.Spec.Listeners.Count; i++)
        {
            var references = gateway.Spec.Listeners[i].Tls is { Mode: not "Passthrough" } tls ? tls.CertificateRefs : [];
            for (var j = 0; j < references.Count; j++)
            {
                var (reference, path) = (references[j], $"spec.listeners[{i}].tls.certificateRefs[{j}]");
                var ns = reference.Namespace ?? gateway.Namespace;
                if (!ReferenceGrants.Allow(read.Items(resources.ReferenceGrants.Table), "Gateway", gateway.Namespace, "", "Secret", ns, reference.Name))
                {
                    found.Add(Tell(gateway, path, $"Secret {ns}/{reference.Name} is of another namespace, and nothing there allows the reference; the listener is not served",
                        $"add a ReferenceGrant to namespace {ns}, or copy the Secret"));
                }
                else if (reference.Kind is null or "Secret")
                {
                    Check(gateway, path, $"kubernetes-gateway://{ns}/{reference.Name}", [ns], found);
                }
            }
        }
    }

    private void AddRule(Resource<DestinationRule> rule, List<Finding> found)
    {
        var names = CredentialUse.SettingsOf(rule.Spec).Where(static tls => tls is { Mode: ClientTlsMode.Mutual, CredentialName.Length: > 0 })
            .Select(static tls => CredentialName.Of(tls.CredentialName)).Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            // Any gateway may be the one that uses it: one that has it is enough.
            var namespaces = _gatewayNamespaces.Append(rule.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (CredentialName.TryParse(name, out var parsed) && parsed.Scheme == CredentialScheme.Secret
                && namespaces.All(ns => read.Get(facts.Certificate, (parsed.Namespace.Length > 0 ? parsed.Namespace : ns, parsed.Name)).Certificate is null))
            {
                Check(rule, "spec.trafficPolicy.tls.credentialName", name, [namespaces[^1]], found);
            }
        }
    }

    private void Check(Resource user, string path, string text, IReadOnlyList<string> namespaces, List<Finding> found, bool isAuthority = false)
    {
        if (!CredentialName.TryParse(text, out var name))
        {
            return;
        }

        foreach (var ns in namespaces)
        {
            var at = name with { Namespace = name.Namespace.Length > 0 ? name.Namespace : ns };
            var stored = isAuthority || at.IsAuthority ? read.Get(facts.Authority, at) : read.Get(facts.Certificate, (at.Namespace, at.Name));
            if (stored.Problem.Length > 0)
            {
                var what = $"{stored.Object.Kind} {stored.Object.Namespace}/{stored.Object.Name} cannot be used: {stored.Problem}; the hosts of it get no TLS, others are served";
                found.Add(Tell(user, path, what, isAuthority || at.IsAuthority ? AuthorityFix(stored) : CertificateFix(stored)));
            }
        }
    }

    private static string CertificateFix(StoredCredential stored) => stored.Fingerprint == 0
        ? $"create it: kubectl create secret tls {stored.Object.Name} -n {stored.Object.Namespace} --cert=FILE --key=FILE"
        : "put a PEM certificate chain under tls.crt and its unencrypted PEM key under tls.key";

    private static string AuthorityFix(StoredCredential stored) => stored.Fingerprint == 0
        ? $"create it with the authority's PEM certificates under ca.crt, in namespace {stored.Object.Namespace}"
        : "put the authority's PEM certificates under ca.crt, and a PEM revocation list, if any, under ca.crl";

    private static Finding Tell(Resource user, string path, string message, string fix) => new()
    {
        Severity = FindingSeverity.Error,
        Code = FindingCode.InvalidCredential,
        Resource = user.Key,
        Path = path,
        Message = message,
        Fix = fix,
        Origin = user.Meta.Origin,
    };

    /// <summary>Where the workloads of a selector run, by the Services in front of them; without one, beside the Gateway.</summary>
    private List<string> NamespacesOf(EquatableMap<string, string> selector, string own)
    {
        var found = selector.Count == 0 ? [] : read.Get(services.All, "")
            .Where(service => service.Selector.Matches(selector)).Select(static service => service.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        found = found.Count > 0 ? found : [own];
        _gatewayNamespaces.UnionWith(found);
        return found;
    }
}
