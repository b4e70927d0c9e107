using MeshControl.Incremental;
using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Facts;

/// <summary>Certificates and keys in Secrets: which a proxy's configuration names, and what they hold.</summary>
public sealed class CredentialFacts
{
    private readonly ResourceFacts _resources;
    private readonly Derived<string, CredentialUse> _rules;

    internal CredentialFacts(Graph graph, ResourceFacts resources, ServiceFacts services, ConvertedFacts converted, GatewayFacts gateways)
    {
        _resources = resources;
        _rules = new(graph, "credentials/rules", (_, read) => CredentialUse.OfRules(read.Items(resources.DestinationRules.Table).Select(static rule => rule.Spec)));
        Use = new(graph, "credentials/workload", (workload, read) => UseOf(workload, gateways, read));
        Certificate = new(graph, "credential", FindCertificate);
        Authority = new(graph, "credential/authority", FindAuthority);
        Findings = new(graph, "credentials/findings", (_, read) => [.. new CredentialFindings(this, resources, services, converted, read).All()]);
    }

    /// <summary>What a gateway workload's configuration names.</summary>
    public Derived<WorkloadKey, CredentialUse> Use { get; }

    /// <summary>The certificate in a Secret.</summary>
    public Derived<(string Namespace, string Name), StoredCredential> Certificate { get; }

    /// <summary>The authority under a name; the name decides whether a Secret or a ConfigMap holds it, its namespace is filled in.</summary>
    public Derived<CredentialName, StoredCredential> Authority { get; }

    /// <summary>Gateways, Ingresses and DestinationRules whose credentials are missing or broken; the key is always empty.</summary>
    public Derived<string, EquatableArray<Finding>> Findings { get; }

    private CredentialUse UseOf(WorkloadKey workload, GatewayFacts gateways, IReader read)
    {
        if (workload.Facets.Type != ProxyType.Router)
        {
            return CredentialUse.None;
        }

        var servers = read.Get(gateways.View, workload).Groups.SelectMany(static group => group.Servers)
            .Select(static server => server.Server.Tls).OfType<Resources.Istio.ServerTlsSettings>();
        var (own, rules) = (CredentialUse.OfServers(servers), read.Get(_rules, ""));
        return new CredentialUse([.. own.Certificates.Concat(rules.Certificates)], [.. own.Authorities.Concat(rules.Authorities)]);
    }

    private StoredCredential FindCertificate((string Namespace, string Name) key, IReader read)
    {
        if (_resources.Secrets.Find(read, key.Namespace, key.Name) is not { } secret)
        {
            return Missing(KindCatalog.Secret.Id, key.Namespace, key.Name);
        }

        var content = CredentialKeys.CertificateOf(secret.Spec, out var problem);
        problem = content is null ? problem : CredentialCheck.ProblemOf(content) ?? "";
        return new StoredCredential(secret.Key, secret.ContentHash) { Certificate = problem.Length == 0 ? content : null, Problem = problem };
    }

    // An authority has a Secret of its own, or stands beside the certificate.
    private StoredCredential FindAuthority(CredentialName name, IReader read)
    {
        if (name.Scheme == CredentialScheme.ConfigMap)
        {
            var map = _resources.ConfigMaps.Find(read, name.Namespace, name.Name) ?? _resources.ConfigMaps.Find(read, name.Namespace, name.BaseName);
            var inMap = map is null ? null : CredentialKeys.AuthorityOf(map.Spec, out _);
            return map is null ? Missing(KindCatalog.ConfigMap.Id, name.Namespace, name.BaseName)
                : Checked(map.Key, map.ContentHash, inMap, inMap is null ? "it has neither ca.crt nor cacert" : "");
        }

        if ((_resources.Secrets.Find(read, name.Namespace, name.Name) ?? _resources.Secrets.Find(read, name.Namespace, name.BaseName)) is not { } secret)
        {
            return Missing(KindCatalog.Secret.Id, name.Namespace, name.BaseName);
        }

        var content = CredentialKeys.AuthorityOf(secret.Spec, out var problem);
        return Checked(secret.Key, secret.ContentHash, content, problem);
    }

    private static StoredCredential Checked(ResourceKey key, UInt128 fingerprint, AuthorityContent? content, string problem)
    {
        problem = content is null ? problem : CredentialCheck.ProblemOf(content) ?? "";
        return new StoredCredential(key, fingerprint) { Authority = problem.Length == 0 ? content : null, Problem = problem };
    }

    private static StoredCredential Missing(string kind, string ns, string name) => new(new ResourceKey(kind, ns, name), 0) { Problem = "there is no such object" };
}
