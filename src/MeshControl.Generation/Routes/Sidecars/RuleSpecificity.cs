using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>The rule with the most specific host for a service: the exact host, else the longest wildcard, the first rule on ties (4.2).</summary>
internal sealed class RuleSpecificity
{
    private readonly Dictionary<string, ResourceKey> _exact = [];
    private readonly SortedDictionary<string, ResourceKey> _wildcards = new(Comparer<string>.Create(HostNames.CompareSpecificity));

    public RuleSpecificity(EquatableArray<MeshVirtualService> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var host in rule.Hosts)
            {
                if (HostNames.IsWildcard(host))
                {
                    _wildcards.TryAdd(host, rule.Source);
                }
                else
                {
                    _exact.TryAdd(host, rule.Source);
                }
            }
        }
    }

    public ResourceKey? MostSpecific(string host)
    {
        if (_exact.TryGetValue(host, out var exact) || _wildcards.TryGetValue(host, out exact))
        {
            return exact;
        }

        foreach (var (wildcard, rule) in _wildcards)
        {
            if (HostNames.IsSubsetOf(host, wildcard))
            {
                return rule;
            }
        }

        return null;
    }
}
