using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Clusters;

/// <summary>The table of clusters, sorted by host, subset, port, direction.</summary>
internal static class ClusterTable
{
    /// <summary>The clusters a filter admits, in the order of the table.</summary>
    /// <exception cref="CommandException">The dump holds no cluster at all.</exception>
    public static IReadOnlyList<JsonElement> Select(EnvoyDump dump, ClusterFilter filter)
    {
        var clusters = dump.Clusters();
        if (clusters.Count == 0)
            throw new CommandException("no clusters found: the dump has no active or static cluster");
        return [.. clusters
            .OrderBy(cluster => SubsetKey.Parse(cluster.Text("name")))
            .Where(cluster => filter.Admits(cluster.Text("name")))];
    }

    public static ColumnTable Build(IEnumerable<JsonElement> clusters, bool named)
    {
        string[] header = ["SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE"];
        var table = new ColumnTable(gap: 5, named ? ["NAME", .. header] : header);
        foreach (var cluster in clusters)
        {
            var name = cluster.Text("name");
            var label = named ? $"cluster/{name}" : name;
            string[] cells;
            if (SubsetKey.IsSubsetKey(name))
            {
                var key = SubsetKey.Parse(name);
                cells = [key.Host, $"{key.Port}", key.Subset.Length == 0 ? "-" : key.Subset, key.Direction];
            }
            else
                cells = [label, "-", "-", "-"];
            cells = [.. cells, DiscoveryType(cluster), ManagedBy.Describe(cluster)];
            table.Add(named ? [label, .. cells] : cells);
        }
        return table;
    }

    private static string DiscoveryType(JsonElement cluster)
    {
        var custom = cluster.Field("cluster_type").Text("name");
        if (custom.Length > 0)
            return custom;
        var type = cluster.Text("type");
        return type.Length == 0 ? "STATIC" : type;
    }
}
