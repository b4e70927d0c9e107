namespace MeshControl.Cli.Dumps;

/// <summary>A cluster name taken apart: <c>direction|port|subset|host</c>; any other name is a host alone.</summary>
internal readonly record struct SubsetKey(string Direction, string Subset, string Host, int Port) : IComparable<SubsetKey>
{
    public static bool IsSubsetKey(string clusterName) => clusterName.AsSpan().Count('|') >= 3;

    public static SubsetKey Parse(string clusterName)
    {
        if (!IsSubsetKey(clusterName))
            return new("", "", clusterName, 0);
        var parts = clusterName.Split('|', 4);
        _ = int.TryParse(parts[1], out var port);
        return new(parts[0], parts[2], parts[3].Contains('|') ? "" : parts[3], port);
    }

    /// <summary>By host, then subset, port and direction: istioctl's order of clusters and of their endpoints.</summary>
    public int CompareTo(SubsetKey other)
    {
        var order = string.CompareOrdinal(Host, other.Host);
        if (order == 0)
            order = string.CompareOrdinal(Subset, other.Subset);
        if (order == 0)
            order = Port.CompareTo(other.Port);
        return order != 0 ? order : string.CompareOrdinal(Direction, other.Direction);
    }
}
