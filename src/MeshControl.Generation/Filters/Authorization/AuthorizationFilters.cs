using Envoy.Config.Listener.V3;
using Envoy.Config.Rbac.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>The filters of a workload's AuthorizationPolicies: external authorization, then audit, deny and allow (security specification 5.2, 5.3).</summary>
public static class AuthorizationFilters
{
    /// <summary>The filters for HTTP chains and for chains of bytes.</summary>
    /// <param name="policies">The policies of the workload.</param>
    /// <param name="domains">Names of the mesh's trust domain.</param>
    /// <param name="authorizers">External authorizers of the mesh.</param>
    public static FilterSlots Build(AuthorizationView policies, TrustDomains domains, ExternalAuthorizers authorizers)
    {
        var (customHttp, customNetwork) = CustomAuthorization.Build(policies.Custom, domains, authorizers);
        var http = new List<HttpFilter>();
        var network = new List<Filter>();
        Add(policies.Audit, RBAC.Types.Action.Log);
        Add(policies.Deny, RBAC.Types.Action.Deny);
        Add(policies.Allow, RBAC.Types.Action.Allow);
        return new FilterSlots(
            new HttpFilterSlots { CustomAuthorization = customHttp, Authorization = [.. http] },
            new NetworkFilterSlots { CustomAuthorization = customNetwork, Authorization = [.. network] });

        void Add(EquatableArray<Resource<AuthorizationPolicy>> ofAction, RBAC.Types.Action action)
        {
            if (ofAction.IsEmpty)
            {
                return;
            }

            var rules = PolicyRules.Compile(ofAction, action, "", domains, isTcp: false);
            http.Add(RbacFilters.Http(rules.Enforced, rules.DryRun, RbacFilters.DryRunPrefix(rules.DryRun)));
            var bytes = PolicyRules.Compile(ofAction, action, "", domains, isTcp: true);
            network.Add(RbacFilters.Network(bytes.Enforced, bytes.DryRun, RbacFilters.DryRunPrefix(bytes.DryRun)));
        }
    }
}
