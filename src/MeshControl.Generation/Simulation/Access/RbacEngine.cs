using Envoy.Config.Rbac.V3;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>A set of access rules: allowed or not, and by which policy.</summary>
internal static class RbacEngine
{
    /// <summary>The verdict, and the first policy by name that matched; no rules allow everything.</summary>
    public static (bool IsAllowed, string? Policy) Evaluate(RBAC? rules, AccessContext context)
    {
        if (rules is null)
        {
            return (true, null);
        }

        var policy = rules.Policies.OrderBy(item => item.Key, StringComparer.Ordinal).FirstOrDefault(item => Matches(item.Value, context)).Key;
        return (rules.Action switch { RBAC.Types.Action.Allow => policy is not null, RBAC.Types.Action.Deny => policy is null, _ => true }, policy);
    }

    private static bool Matches(Policy policy, AccessContext context) =>
        policy.Permissions.Any(permission => PermissionMatching.Matches(permission, context))
        && policy.Principals.Any(principal => PrincipalMatching.Matches(principal, context));
}
