using System.Text.Json.Nodes;
using Envoy.Extensions.Filters.Http.Rbac.V3;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>The RBAC filter: 403 or not; shadow rules only leave a note.</summary>
internal static class AccessFilter
{
    public static FilterPass Run(string name, RBAC config, AccessContext context)
    {
        var pass = new FilterPass(context);
        if (config.ShadowRules is not null)
        {
            var (isAllowed, policy) = RbacEngine.Evaluate(config.ShadowRules, context);
            context = context.Noting(name, config.ShadowRulesStatPrefix + "shadow_engine_result", JsonValue.Create(isAllowed ? "allowed" : "denied"));
            if (policy is not null)
            {
                context = context.Noting(name, config.ShadowRulesStatPrefix + "shadow_effective_policy_id", JsonValue.Create(policy));
            }

            // Rules that only feed another filter are that filter's business.
            pass = new FilterPass(context);
            if (config.Rules is not null || !config.ShadowRulesStatPrefix.Contains("ext_authz", StringComparison.Ordinal))
            {
                pass = pass with { Decisions = [new Decision(DecisionKind.Filter, name, $"shadow rules would {(isAllowed ? "allow" : "deny")} it ({PolicyText(policy)})")] };
            }
        }

        if (config.Rules is null)
        {
            return pass;
        }

        var (allowed, by) = RbacEngine.Evaluate(config.Rules, context);
        var decision = new Decision(DecisionKind.Filter, name, $"{(allowed ? "allowed" : "denied")}: {PolicyText(by)}") { ConfiguredBy = PolicyName.Of(by) };
        return allowed
            ? pass with { Decisions = pass.Decisions.Add(decision) }
            : pass with { Stop = new FilterStop(1, decision, new Answered(403, "RBAC: access denied")) };
    }

    private static string PolicyText(string? policy) => policy is null ? "no rule matches" : "a rule matches";
}
