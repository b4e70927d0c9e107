using MeshControl.Incremental;

namespace MeshControl.Generation.Endpoints;

/// <summary>Priorities by how many labels of an ordered list a host has in common with the client (traffic specification 6.6).</summary>
internal static class FailoverPriorities
{
    public static List<LocalityGroup> Apply(List<LocalityGroup> groups, IReadOnlyList<string> rules, EquatableMap<string, string> client)
    {
        if (client.IsEmpty)
        {
            return groups;
        }

        var wanted = rules.Select(rule => Wanted(rule, client)).ToArray();
        var split = new List<LocalityGroup>();
        foreach (var group in groups)
        {
            foreach (var level in group.Hosts.GroupBy(host => PriorityOf(host, wanted)).OrderBy(level => level.Key))
            {
                var part = new LocalityGroup(group.Locality) { Priority = level.Key };
                part.Hosts.AddRange(level);
                split.Add(part);
            }
        }

        LocalityLoadBalancing.Compact(split);
        return split;
    }

    private static (string Key, string Value) Wanted(string rule, EquatableMap<string, string> client)
    {
        var equals = rule.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (rule, client.TryGetValue(rule, out var own) ? own : "") : (rule[..equals], rule[(equals + 1)..]);
    }

    // The first label that differs ends the comparison; another network only comes after everything in the own one.
    private static int PriorityOf(LocalityHost host, (string Key, string Value)[] wanted)
    {
        var networkPenalty = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            var (key, value) = wanted[i];
            if ((host.Labels.TryGetValue(key, out var own) ? own : "") == value)
            {
                continue;
            }

            if (i == 0 && key == NetworkLabels.Network)
            {
                networkPenalty = wanted.Length;
                continue;
            }

            return networkPenalty + wanted.Length - i;
        }

        return networkPenalty;
    }
}
