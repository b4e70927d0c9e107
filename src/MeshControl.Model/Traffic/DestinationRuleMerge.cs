using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>Merges the DestinationRules of one host and namespace (traffic specification 1.11, "Merge of several DRs").</summary>
public static class DestinationRuleMerge
{
    /// <summary>Selector rules first, then oldest first.</summary>
    public static int Compare(Resource<DestinationRule> a, Resource<DestinationRule> b)
    {
        var selected = (HasSelector(b) ? 1 : 0) - (HasSelector(a) ? 1 : 0);
        if (selected != 0)
        {
            return selected;
        }

        var created = a.Meta.Created.CompareTo(b.Meta.Created);
        if (created != 0)
        {
            return created;
        }

        var name = string.CompareOrdinal(a.Name, b.Name);
        return name != 0 ? name : string.CompareOrdinal(a.Namespace, b.Namespace);
    }

    /// <summary>exportTo as it counts: a rule with a workload selector is private to its namespace.</summary>
    public static EquatableArray<string> ExportTo(Resource<DestinationRule> rule) => HasSelector(rule) ? ["."] : [.. rule.Spec.ExportTo];

    /// <summary>The entries that remain for one host, in the order given (see <see cref="Compare"/>).</summary>
    public static EquatableArray<DestinationPolicyView> Merge(string host, IEnumerable<Resource<DestinationRule>> sorted)
    {
        var entries = new List<DestinationPolicyView>();
        foreach (var rule in sorted)
        {
            var exportTo = ExportTo(rule);
            var selector = Selector(rule);
            var merged = false;
            var addStandalone = true;
            for (var i = 0; i < entries.Count; i++)
            {
                var entry = entries[i];
                var bothSelect = entry.WorkloadSelector.Count > 0 && selector.Count > 0;
                var sameSelector = entry.WorkloadSelector.Equals(selector);
                if (bothSelect && !sameSelector)
                {
                    continue;
                }

                if (SameSet(entry.ExportTo, exportTo))
                {
                    entries[i] = Add(entry, rule);
                    merged = true;
                    // A rule for every workload stays beside the one it was merged into for some.
                    addStandalone &= !sameSelector && selector.Count == 0;
                }
                else if (entry.ExportTo.Count > 0 && selector.Count == 0 && entry.WorkloadSelector.Count == 0 && IsSuperset(exportTo, entry.ExportTo))
                {
                    entries[i] = Add(entry, rule);
                    merged = true;
                }
            }

            if (!merged || addStandalone)
            {
                entries.Add(Single(host, rule, exportTo, selector));
            }
        }

        return [.. entries];
    }

    private static DestinationPolicyView Single(
        string host, Resource<DestinationRule> rule, EquatableArray<string> exportTo, EquatableMap<string, string> selector) => new()
    {
        Host = host,
        Sources = [rule],
        Policy = rule.Spec.TrafficPolicy,
        Subsets = rule.Spec.Subsets,
        ExportTo = exportTo,
        WorkloadSelector = selector,
    };

    private static DestinationPolicyView Add(DestinationPolicyView entry, Resource<DestinationRule> rule) => entry with
    {
        Sources = [.. entry.Sources, rule],
        Policy = entry.Policy ?? rule.Spec.TrafficPolicy,
        Subsets = [.. entry.Subsets, .. rule.Spec.Subsets.Where(subset => entry.FindSubset(subset.Name) is null)],
    };

    private static bool HasSelector(Resource<DestinationRule> rule) => rule.Spec.WorkloadSelector is { MatchLabels.Count: > 0 };

    private static EquatableMap<string, string> Selector(Resource<DestinationRule> rule) =>
        rule.Spec.WorkloadSelector is { } selector ? selector.MatchLabels.ToEquatableMap() : [];

    private static bool SameSet(EquatableArray<string> a, EquatableArray<string> b) => a.Count == b.Count && IsSuperset(a, b);

    private static bool IsSuperset(EquatableArray<string> outer, EquatableArray<string> inner) => inner.All(outer.Contains);
}
