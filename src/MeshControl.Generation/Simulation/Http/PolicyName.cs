namespace MeshControl.Generation.Simulation.Http;

/// <summary>The object behind a policy of access rules, from its id.</summary>
internal static class PolicyName
{
    /// <summary>`AuthorizationPolicy shop/only-reviews` from `ns[shop]-policy[only-reviews]-rule[0]`; null for an id of another form.</summary>
    public static string? Of(string? policy)
    {
        if (policy is null || Between(policy, "ns[") is not { } ns || Between(policy, "policy[") is not { } name)
        {
            return null;
        }

        return $"AuthorizationPolicy {ns}/{name}";
    }

    private static string? Between(string text, string start)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(']', from);
        return to < 0 ? null : text[(from + start.Length)..to];
    }
}
