using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.Validation;

/// <summary>Rules for one limit of a RateLimitPolicy.</summary>
internal static class RateLimitRuleRules
{
    public static void Validate(ValidationContext context, string path, RateLimitRule rule, RateLimitScope scope)
    {
        if (rule.Name.Length > 0)
        {
            FieldRules.Label(context, path + ".name", rule.Name, "a rule name");
        }

        if (rule.Limit is null && rule.Quotas.Count == 0)
        {
            context.Error(FindingCode.MissingField, path, "the rule has no limit", "set limit.requests and limit.unit, or quotas");
        }

        Positive(context, path + ".limit.requests", rule.Limit?.Requests);
        Positive(context, path + ".limit.burst", rule.Limit?.Burst);
        Quotas(context, path, rule.Quotas, scope);
        for (var i = 0; i < rule.Keys.Count; i++)
        {
            Key(context, $"{path}.keys[{i}]", rule.Keys[i]);
            if (rule.Keys.Take(i).Contains(rule.Keys[i]))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.keys[{i}]", "the key is named twice", "remove one");
            }
        }

        if (rule.Match is { } match)
        {
            RateLimitMatchRules.Validate(context, path + ".match", match);
        }
    }

    public static void Positive(ValidationContext context, string path, int? count)
    {
        if (count < 1)
        {
            context.Error(FindingCode.InvalidValue, path, $"{count} lets nothing through", "use 1 or more; an AuthorizationPolicy refuses requests altogether");
        }
    }

    private static void Quotas(ValidationContext context, string path, IReadOnlyList<RequestQuota> quotas, RateLimitScope scope)
    {
        if (quotas.Count > 0 && scope == RateLimitScope.Local)
        {
            context.Error(FindingCode.ConflictingFields, path + ".quotas", "a proxy keeps no quotas", "set scope: global");
        }

        for (var i = 0; i < quotas.Count; i++)
        {
            Positive(context, $"{path}.quotas[{i}].requests", quotas[i].Requests);
            if (quotas.Take(i).Any(before => before.Period == quotas[i].Period))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.quotas[{i}].period", "the period has two quotas", "keep the smaller one");
            }
        }
    }

    private static void Key(ValidationContext context, string path, RateLimitKey key)
    {
        if (key is { Header: null, Cookie: null, Attribute: null })
        {
            context.Error(FindingCode.MissingField, path, "the key is empty", "set header, cookie or attribute");
        }

        if (key.Header is { } header)
        {
            HeaderRules.Name(context, path + ".header", header);
        }

        if (key.Cookie is { } cookie)
        {
            RateLimitMatchRules.CookieName(context, path + ".cookie", cookie);
        }
    }
}
