using Envoy.Config.Endpoint.V3;

namespace MeshControl.Generation.Endpoints;

/// <summary>Builds load assignments (traffic specification 6.3): one entry a locality, ordered by the locality's text.</summary>
internal static class AssignmentBuilder
{
    public static ClusterLoadAssignment Build(AssignmentInput input)
    {
        var groups = GroupByLocality(input);
        if (!input.TakesNames)
        {
            NetworkSplit.Apply(groups, input.Client, input.Gateways);
        }

        if (input.IsSniRouted && !input.TakesNames)
        {
            // The gateway forwards bytes: a host that cannot take them as mesh mTLS is of no use.
            foreach (var group in groups)
            {
                group.Hosts.RemoveAll(static host => !host.HasMeshTls);
            }
        }

        var assignment = new ClusterLoadAssignment { ClusterName = input.Name };
        foreach (var group in LocalityLoadBalancing.Apply(groups, input))
        {
            assignment.Endpoints.Add(group.ToMessage());
        }

        return assignment;
    }

    // The text is the key: `us/us-1` and `us/us-1/` are two entries of one place, as they are for istiod.
    private static List<LocalityGroup> GroupByLocality(AssignmentInput input)
    {
        var groups = new SortedDictionary<string, LocalityGroup>(StringComparer.Ordinal);
        foreach (var endpoint in EndpointSelection.Select(input))
        {
            if (!groups.TryGetValue(endpoint.LocalityText, out var group))
            {
                groups.Add(endpoint.LocalityText, group = new LocalityGroup(endpoint.Locality));
            }

            group.Hosts.Add(HostBuilder.Build(endpoint, input));
        }

        return [.. groups.Values];
    }
}
