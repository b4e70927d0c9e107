using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Credentials;

/// <summary>The credentials that a proxy's configuration names, as it asks for them: nothing else is given to it.</summary>
/// <param name="Certificates">Certificates with their keys.</param>
/// <param name="Authorities">Certificates to verify peers with.</param>
public sealed record CredentialUse(EquatableArray<string> Certificates, EquatableArray<string> Authorities)
{
    public static CredentialUse None { get; } = new([], []);

    /// <summary>What the servers of a gateway need.</summary>
    public static CredentialUse OfServers(IEnumerable<ServerTlsSettings> settings)
    {
        var certificates = new SortedSet<string>(StringComparer.Ordinal);
        var authorities = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tls in settings)
        {
            var names = NamesOf(tls).Where(static name => !CredentialName.IsWorkload(name)).ToList();
            certificates.UnionWith(names.Select(CredentialName.Of));
            if (tls.CaCertCredentialName.Length > 0)
            {
                authorities.Add(CredentialName.Of(tls.CaCertCredentialName));
            }
            else if (names.Count > 0)
            {
                authorities.Add(CredentialName.AuthorityOf(names[0]));
            }
        }

        return new CredentialUse([.. certificates], [.. authorities]);
    }

    /// <summary>What connections to other hosts need.</summary>
    public static CredentialUse OfRules(IEnumerable<DestinationRule> rules)
    {
        var names = rules.SelectMany(SettingsOf).Select(static tls => tls.CredentialName).Where(static name => name.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new CredentialUse([.. names.Select(CredentialName.Of)], [.. names.Select(CredentialName.AuthorityOf), .. names.Select(CredentialName.Of)]);
    }

    /// <summary>The TLS settings of a rule, wherever in it they stand, with their place.</summary>
    public static IEnumerable<ClientTlsSettings> SettingsOf(DestinationRule rule) =>
        rule.Subsets.Select(static subset => subset.TrafficPolicy).Prepend(rule.TrafficPolicy).OfType<TrafficPolicy>()
            .SelectMany(static policy => policy.PortLevelSettings.Select(static port => port.Tls).Prepend(policy.Tls))
            .OfType<ClientTlsSettings>();

    /// <summary>The credentials that a server names for itself.</summary>
    public static IReadOnlyList<string> NamesOf(ServerTlsSettings tls) =>
        tls.CredentialNames.Count > 0 ? tls.CredentialNames : tls.CredentialName.Length > 0 ? [tls.CredentialName] : [];
}
