using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>The tables of proxy-status.</summary>
internal static class StatusTable
{
    /// <summary>One column a core type: the layout scripts know from istioctl up to 1.26.</summary>
    public static ColumnTable Wide(IEnumerable<ProxySync> proxies, DateTimeOffset now) => ByType(proxies, ResourceTypes.Core, now);

    /// <summary>One column for each type anyone asks for, by type URL.</summary>
    public static ColumnTable EveryType(IReadOnlyList<ProxySync> proxies, DateTimeOffset now) =>
        ByType(proxies, [.. proxies.SelectMany(proxy => proxy.Types.Keys).Concat(ResourceTypes.Core).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], now);

    /// <summary>The types a proxy asks for in one column: the layout of newer istioctl.</summary>
    public static ColumnTable Narrow(IEnumerable<ProxySync> proxies)
    {
        var table = new ColumnTable(gap: 5, "NAME", "CLUSTER", "ISTIOD", "VERSION", "SUBSCRIBED TYPES");
        foreach (var proxy in proxies)
        {
            var types = proxy.Types.Keys.OrderBy(Rank).ThenBy(type => type, StringComparer.Ordinal).Select(ResourceTypes.ShortName).ToList();
            table.Add(proxy.Name, proxy.Cluster, proxy.ControlPlane, proxy.Version, types.Count == 0 ? "0" : $"{types.Count} ({string.Join(',', types)})");
        }
        return table;
    }

    /// <summary>One row a type of one proxy, with the words in which it rejected a response.</summary>
    public static ColumnTable OneProxy(ProxySync proxy, DateTimeOffset now)
    {
        var table = new ColumnTable(gap: 5, "TYPE", "STATUS", "SENT", "ACKED", "ERROR");
        foreach (var (url, type) in proxy.Types.OrderBy(type => Rank(type.Key)).ThenBy(type => type.Key, StringComparer.Ordinal))
            table.Add(ResourceTypes.ShortName(url), type.Describe(now), OrDash(type.Sent), OrDash(type.Acked), type.Error.ReplaceLineEndings(" "));
        return table;
    }

    private static ColumnTable ByType(IEnumerable<ProxySync> proxies, IReadOnlyList<string> types, DateTimeOffset now)
    {
        var table = new ColumnTable(gap: 5, ["NAME", "CLUSTER", .. types.Select(ResourceTypes.ShortName), "ISTIOD", "VERSION"]);
        foreach (var proxy in proxies)
            table.Add([proxy.Name, proxy.Cluster, .. types.Select(type => proxy.StateOf(type, now)), proxy.ControlPlane, proxy.Version]);
        return table;
    }

    // CDS, LDS, EDS, RDS first; the rest by URL.
    private static int Rank(string typeUrl) => typeUrl switch
    {
        ResourceTypes.Cluster => 0,
        ResourceTypes.Listener => 1,
        ResourceTypes.Endpoint => 2,
        ResourceTypes.Route => 3,
        _ => 4,
    };

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
