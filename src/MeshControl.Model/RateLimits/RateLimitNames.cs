using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.RateLimits;

/// <summary>The names that proxies and the rate limit service call things by: entries of descriptors.</summary>
public static class RateLimitNames
{
    /// <summary>The domain of our own rate limits.</summary>
    public const string Domain = "meshcontrol";

    /// <summary>Entry with the policy, `namespace/name`.</summary>
    public const string PolicyEntry = "policy";

    /// <summary>Entry with the rule, by <see cref="OfRule"/>.</summary>
    public const string RuleEntry = "rule";

    /// <summary>Entry that says that the rule's conditions hold.</summary>
    public const string MatchEntry = "match";

    /// <summary>What a key without a value counts as.</summary>
    public const string NoValue = "-";

    public static string OfPolicy(Resource policy) => $"{policy.Namespace}/{policy.Name}";

    /// <summary>A rule's own name, or its place in the list.</summary>
    public static string OfRule(RateLimitPolicy policy, int index) =>
        policy.Rules[index].Name is { Length: > 0 } name ? name : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The entry of a key.</summary>
    public static string OfKey(RateLimitKey key) =>
        key.Header is { } header ? $"header:{header.ToLowerInvariant()}"
        : key.Cookie is { } cookie ? $"cookie:{cookie}"
        : key.Attribute switch
        {
            RateLimitAttribute.RemoteAddress => "remote_address",
            RateLimitAttribute.Path => "path",
            RateLimitAttribute.Method => "method",
            RateLimitAttribute.Host => "host",
            _ => "source_identity",
        };
}
