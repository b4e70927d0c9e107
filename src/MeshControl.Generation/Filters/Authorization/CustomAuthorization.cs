using Envoy.Config.Listener.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Action CUSTOM: rules that only note a match, then the external authorizer, which is asked where they did (security specification 5.10).</summary>
internal static class CustomAuthorization
{
    private const string NamePrefix = "istio-ext-authz-";
    private const string ShadowPrefix = "istio_ext_authz_";
    private const string MatchedPolicy = ShadowPrefix + "shadow_effective_policy_id";
    private const string Refused = "-deny-due-to-bad-CUSTOM-action";

    /// <summary>The filters, by name of the provider.</summary>
    public static (EquatableArray<HttpFilter> Http, EquatableArray<Filter> Network) Build(
        IEnumerable<Resource<AuthorizationPolicy>> policies, TrustDomains domains, ExternalAuthorizers authorizers)
    {
        var http = new List<HttpFilter>();
        var network = new List<Filter>();

        // Nothing is asked for the sake of a dry run.
        var byProvider = policies.Where(static policy => !PolicyRules.IsDryRun(policy))
            .GroupBy(static policy => policy.Spec.Provider?.Name ?? "").OrderBy(static group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var group in byProvider)
        {
            var prefix = $"{NamePrefix}{group.Key}-";
            var rules = PolicyRules.Compile(group, RBAC.Types.Action.Deny, prefix, domains, isTcp: false).Enforced!;
            var bytes = PolicyRules.Compile(group, RBAC.Types.Action.Deny, prefix, domains, isTcp: true).Enforced!;

            // Filters of two providers would overwrite each other's notes.
            if (byProvider.Count > 1 || authorizers.Find(group.Key) is not { } authorizer)
            {
                http.Add(RbacFilters.Http(Refusing(rules), null, ""));
                network.Add(RbacFilters.Network(Refusing(bytes), null, ""));
                continue;
            }

            http.Add(RbacFilters.Http(null, rules, ShadowPrefix));
            http.Add(authorizer.Http(WhereMatched(RbacFilters.HttpName, group.Key)));
            if (authorizer.Network(WhereMatched(RbacFilters.NetworkName, group.Key)) is { } filter)
            {
                network.Add(RbacFilters.Network(null, bytes, ShadowPrefix));
                network.Add(filter);
            }
        }

        return ([.. http], [.. network]);
    }

    // Who may decide is not known, so that what would have been asked for is refused.
    private static RBAC Refusing(RBAC rules)
    {
        var refusing = new RBAC { Action = RBAC.Types.Action.Deny };
        foreach (var (name, policy) in rules.Policies.OrderBy(static entry => entry.Key + Refused, StringComparer.Ordinal))
        {
            refusing.Policies.Add(name + Refused, policy);
        }

        return refusing;
    }

    private static MetadataMatcher WhereMatched(string filter, string provider) =>
        MetadataMatchers.At(filter, [MatchedPolicy], MetadataMatchers.String(new StringMatcher { Prefix = NamePrefix + provider }));
}
