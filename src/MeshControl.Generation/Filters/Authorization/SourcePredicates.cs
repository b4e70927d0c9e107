using Envoy.Config.Rbac.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Who sends a request: the sources of a rule, and the conditions on them, in Envoy's terms (security specification 5.5).</summary>
internal static class SourcePredicates
{
    private const string Header = "request.headers";
    private const string Claims = "request.auth.claims";

    public static void Add(Conjunction<Principal> all, AuthorizationSource source, RuleContext context)
    {
        AddPrincipals(all, source.Principals, source.NotPrincipals, context);
        AddRequestPrincipals(all, source.RequestPrincipals, source.NotRequestPrincipals, context);
        AddServiceAccounts(all, source.ServiceAccounts, source.NotServiceAccounts, context);
        AddTrustDomains(all, source.TrustDomains, source.NotTrustDomains, context);
        all.Each(source.Namespaces, source.NotNamespaces, IdentityMatchers.Namespace);
        all.Each(source.RemoteIpBlocks, source.NotRemoteIpBlocks, RemoteIp);
        all.Each(source.IpBlocks, source.NotIpBlocks, DirectIp);
    }

    /// <summary>False where the condition is not about the source.</summary>
    public static bool Add(Conjunction<Principal> all, AuthorizationCondition condition, RuleContext context)
    {
        var (values, notValues) = (condition.Values, condition.NotValues);
        switch (condition.Key)
        {
            case "source.ip":
                all.Each(values, notValues, DirectIp);
                return true;
            case "remote.ip":
                all.Each(values, notValues, RemoteIp);
                return true;
            case "source.namespace":
                all.Each(values, notValues, IdentityMatchers.Namespace);
                return true;
            case "source.principal":
                AddPrincipals(all, values, notValues, context);
                return true;
            case "source.serviceAccount":
                AddServiceAccounts(all, values, notValues, context);
                return true;
            case "source.trustDomain":
                AddTrustDomains(all, values, notValues, context);
                return true;
            case "request.auth.principal":
                AddRequestPrincipals(all, values, notValues, context);
                return true;
            case "request.auth.audiences":
                AddClaim(all, condition, ["aud"], context);
                return true;
            case "request.auth.presenter":
                AddClaim(all, condition, ["azp"], context);
                return true;
            default:
                return AddNamed(all, condition, context);
        }
    }

    private static bool AddNamed(Conjunction<Principal> all, AuthorizationCondition condition, RuleContext context)
    {
        if (condition.Key.StartsWith(Header, StringComparison.Ordinal))
        {
            var name = context.IsTcp ? null : TokenMatchers.Bracketed(condition.Key[Header.Length..]);
            all.Each(condition.Values, condition.NotValues, value => name is null ? null : new Principal { Header = WildcardMatchers.Header(name, value) });
            return true;
        }

        if (condition.Key.StartsWith(Claims, StringComparison.Ordinal))
        {
            AddClaim(all, condition, TokenMatchers.ClaimPath(condition.Key[Claims.Length..]), context);
            return true;
        }

        return false;
    }

    private static void AddPrincipals(Conjunction<Principal> all, IReadOnlyList<string> values, IReadOnlyList<string> notValues, RuleContext context) =>
        all.Each(context.TrustDomains.ExpandPrincipals(values), context.TrustDomains.ExpandPrincipals(notValues), IdentityMatchers.Principal);

    private static void AddTrustDomains(Conjunction<Principal> all, IReadOnlyList<string> values, IReadOnlyList<string> notValues, RuleContext context) =>
        all.Each(context.TrustDomains.ExpandDomains(values), context.TrustDomains.ExpandDomains(notValues), IdentityMatchers.TrustDomain);

    private static void AddServiceAccounts(Conjunction<Principal> all, IReadOnlyList<string> values, IReadOnlyList<string> notValues, RuleContext context) =>
        all.Each(values, notValues, value => IdentityMatchers.ServiceAccount(value, context.Namespace));

    private static void AddRequestPrincipals(Conjunction<Principal> all, IReadOnlyList<string> values, IReadOnlyList<string> notValues, RuleContext context) =>
        all.Together(values, notValues, list => context.IsTcp ? null : TokenMatchers.RequestPrincipals(list));

    private static void AddClaim(Conjunction<Principal> all, AuthorizationCondition condition, string[]? path, RuleContext context) =>
        all.Together(condition.Values, condition.NotValues, list => context.IsTcp || path is null ? null : TokenMatchers.Claim(path, list));

    // The peer of the connection, whatever headers say of others behind it.
    private static Principal? DirectIp(string value) => AddressRanges.Parse(value) is { } range ? new Principal { DirectRemoteIp = range } : null;

    // The client that trusted hops in front of the proxy vouch for.
    private static Principal? RemoteIp(string value) => AddressRanges.Parse(value) is { } range ? new Principal { RemoteIp = range } : null;
}
