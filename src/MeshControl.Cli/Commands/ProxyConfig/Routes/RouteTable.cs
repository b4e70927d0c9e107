using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Routes;

/// <summary>The table of routes, one row a route, or one a route table without <c>verbose</c>.</summary>
internal static class RouteTable
{
    /// <summary>The route tables of that name, or all; those named by a port come in the order of their numbers.</summary>
    /// <exception cref="CommandException">The dump holds no route table at all.</exception>
    public static IReadOnlyList<JsonElement> Select(EnvoyDump dump, string name)
    {
        var tables = dump.Routes();
        if (tables.Count == 0)
            throw new CommandException("no routes found: the dump has no dynamic or static route table");
        return [.. NumbersAscending(tables).Where(table => name.Length == 0 || table.Text("name") == name)];
    }

    public static ColumnTable Build(IEnumerable<JsonElement> tables, bool verbose, bool named)
    {
        var table = verbose
            ? new ColumnTable(gap: 5, "NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE")
            : new ColumnTable(gap: 5, "NAME", "VIRTUAL HOSTS");
        foreach (var routes in tables)
        {
            var name = routes.Text("name");
            var label = named ? $"route/{name}" : name;
            if (!verbose)
                table.Add(label, $"{routes.Items("virtual_hosts").Count()}");
            else
            {
                foreach (var host in routes.Items("virtual_hosts"))
                    AddHost(table, label, name, host);
            }
        }
        return table;
    }

    private static void AddHost(ColumnTable table, string label, string tableName, JsonElement host)
    {
        var hostName = DisplayName(tableName, host.Text("name"));
        var domains = DomainText.Describe(host.Texts("domains"));
        var any = false;
        foreach (var route in host.Items("routes"))
        {
            any = true;
            if (route.Field("route").Text("cluster") != "PassthroughCluster")
                table.Add(label, hostName, domains, RouteMatchText.Describe(route.Field("match")), ManagedBy.Describe(route));
        }
        if (!any)
            table.Add(label, hostName, domains, "/*", "404");
    }

    // A virtual host that came by itself is named TABLE/NAME on the wire.
    private static string DisplayName(string table, string host) =>
        table.Length > 0 && host.Length > table.Length + 1 && host[table.Length] == '/' && host.StartsWith(table, StringComparison.Ordinal)
            ? host[(table.Length + 1)..]
            : host;

    // Only two numbers have an order; a name that is none stays where it is and nothing passes it.
    private static List<JsonElement> NumbersAscending(IReadOnlyList<JsonElement> tables)
    {
        var sorted = new List<JsonElement>(tables);
        for (var next = 1; next < sorted.Count; next++)
        {
            for (var at = next; at > 0 && IsBefore(sorted[at], sorted[at - 1]); at--)
                (sorted[at], sorted[at - 1]) = (sorted[at - 1], sorted[at]);
        }
        return sorted;
    }

    private static bool IsBefore(JsonElement left, JsonElement right) =>
        int.TryParse(left.Text("name"), out var first) && int.TryParse(right.Text("name"), out var second) && first < second;
}
