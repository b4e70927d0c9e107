using System.Collections.Frozen;
using MeshControl.Incremental;

namespace MeshControl.Model.RateLimits;

/// <summary>Every rule that the rate limit service counts, found by policy and name.</summary>
public sealed class GlobalRules(EquatableArray<GlobalRule> rules) : IEquatable<GlobalRules>
{
    private readonly FrozenDictionary<(string Policy, string Rule), GlobalRule> _byName =
        rules.DistinctBy(static rule => (rule.Policy, rule.Name)).ToFrozenDictionary(static rule => (rule.Policy, rule.Name));

    public static GlobalRules None { get; } = new([]);

    public EquatableArray<GlobalRule> Rules { get; } = rules;

    public GlobalRule? Find(string policy, string rule) => _byName.GetValueOrDefault((policy, rule));

    public bool Equals(GlobalRules? other) => other is not null && Rules.Equals(other.Rules);

    public override bool Equals(object? obj) => Equals(obj as GlobalRules);

    public override int GetHashCode() => Rules.GetHashCode();
}
