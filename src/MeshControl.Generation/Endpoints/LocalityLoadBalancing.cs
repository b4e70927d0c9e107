using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Weights and priorities of localities by the client's place (traffic specification 6.6).</summary>
internal static class LocalityLoadBalancing
{
    private const int OtherRegion = 3;

    // One more than the highest priority that a place alone gives.
    private const int PrioritiesByPlace = 5;

    public static List<LocalityGroup> Apply(List<LocalityGroup> groups, AssignmentInput input)
    {
        var policy = input.Locality;
        if (policy.IsEnabled && policy.Distribute.Count > 0)
        {
            Distribute(groups, policy.Distribute, input.Client.Place);
            return groups;
        }

        if (!policy.UsesFailover(input.HasOutlierDetection))
        {
            return groups;
        }

        if (policy.FailoverPriority.Count > 0)
        {
            groups = FailoverPriorities.Apply(groups, policy.FailoverPriority, NetworkLabels.OfClient(input.Client));
            if (policy.Failover.Count == 0)
            {
                return groups;
            }
        }

        FailOver(groups, policy, input.Client.Place);
        return groups;
    }

    /// <summary>Makes priorities run from 0 without gaps, as Envoy wants them.</summary>
    public static void Compact(List<LocalityGroup> groups)
    {
        var used = groups.Select(group => group.Priority).Distinct().Order().ToList();
        foreach (var group in groups)
        {
            group.Priority = used.IndexOf(group.Priority);
        }
    }

    private static void FailOver(List<LocalityGroup> groups, LocalityPolicy policy, Locality place)
    {
        foreach (var group in groups)
        {
            var priority = policy.IsZoneAware ? RegionPriority(group.Locality, policy, place) : PlacePriority(group.Locality, policy, place);
            group.Priority = (group.Priority * PrioritiesByPlace) + priority;
        }

        Compact(groups);
    }

    private static int PlacePriority(Locality there, LocalityPolicy policy, Locality here)
    {
        if (there.Region == here.Region)
        {
            return there.Zone != here.Zone ? 2 : there.SubZone != here.SubZone ? 1 : 0;
        }

        return FailoverOf(policy, here) is { } rule && rule.To != there.Region ? OtherRegion + 1 : OtherRegion;
    }

    // Envoy itself prefers the own zone, so only regions are told apart.
    private static int RegionPriority(Locality there, LocalityPolicy policy, Locality here) =>
        there.Region == here.Region ? 0 : FailoverOf(policy, here)?.To == there.Region ? 1 : 2;

    private static LocalityFailover? FailoverOf(LocalityPolicy policy, Locality here) => policy.Failover.FirstOrDefault(rule => rule.From == here.Region);

    private static void Distribute(List<LocalityGroup> groups, IReadOnlyList<LocalityDistribute> rules, Locality place)
    {
        if (rules.FirstOrDefault(rule => LocalityPattern.Matches(rule.From, place)) is not { } rule)
        {
            return;
        }

        var rest = new HashSet<LocalityGroup>(groups);
        foreach (var (pattern, share) in rule.To.OrderBy(target => target.Key, StringComparer.Ordinal))
        {
            var matched = groups.Where(group => rest.Contains(group) && LocalityPattern.Matches(pattern, group.Locality)).ToList();
            var weights = matched.Select(group => Math.Max(1, group.Weight)).ToList();
            var total = weights.Sum(weight => (double)weight);
            for (var i = 0; i < matched.Count; i++)
            {
                rest.Remove(matched[i]);
                matched[i].FixedWeight = (uint)Math.Ceiling(weights[i] * (double)share / total);
            }
        }

        // A locality without a share keeps its place and weight, and loses its hosts.
        foreach (var group in rest)
        {
            group.FixedWeight = group.Weight;
            group.Hosts.Clear();
        }
    }
}
