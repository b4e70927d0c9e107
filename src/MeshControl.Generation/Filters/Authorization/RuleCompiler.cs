using Envoy.Config.Rbac.V3;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>One rule of an AuthorizationPolicy as an RBAC policy (security specification 5.4).</summary>
internal static class RuleCompiler
{
    /// <summary>Never matches: what a policy without rules says.</summary>
    public static Policy Never() => new() { Permissions = { Permissions.Not(Permissions.Any()) }, Principals = { Principals.Not(Principals.Any()) } };

    /// <summary>Null where a rule that lets requests in cannot be expressed: what it would let in stays out.</summary>
    public static Policy? Compile(AuthorizationRule rule, RuleContext context)
    {
        var policy = new Policy();
        foreach (var operation in rule.To.Count == 0 ? [null] : rule.To.Select(static to => to.Operation))
        {
            var all = context.NewPermissions();
            if (operation is not null)
            {
                OperationPredicates.Add(all, operation, context);
            }

            foreach (var condition in rule.When)
            {
                OperationPredicates.Add(all, condition);
            }

            if (all.IsBroken)
            {
                return null;
            }

            policy.Permissions.Add(Permissions.And(all.Items.DefaultIfEmpty(Permissions.Any())));
        }

        foreach (var source in rule.From.Count == 0 ? [null] : rule.From.Select(static from => from.Source))
        {
            var all = context.NewPrincipals();
            if (source is not null)
            {
                SourcePredicates.Add(all, source, context);
            }

            foreach (var condition in rule.When.Where(condition => !SourcePredicates.Add(all, condition, context) && !IsOfOperation(condition, context)))
            {
                // Nobody knows what it asks for.
                all.Add(null);
            }

            if (all.IsBroken)
            {
                return null;
            }

            policy.Principals.Add(Principals.And(all.Items.DefaultIfEmpty(Principals.Any())));
        }

        return policy;
    }

    private static bool IsOfOperation(AuthorizationCondition condition, RuleContext context) => OperationPredicates.Add(context.NewPermissions(), condition);
}
