using System.Text.Json;
using MeshControl.Cli.Commands.ProxyConfig.Routes;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary>Says where a filter chain sends what it takes: a route table, a cluster, routes of its own.</summary>
internal static class ChainDestination
{
    public static string Describe(JsonElement chain)
    {
        foreach (var filter in chain.Items("filters"))
        {
            var config = filter.Field("typed_config");
            if (ListenerFacts.IsHttp(filter))
                return DescribeHttp(config);
            if (ListenerFacts.IsTcp(filter))
                return ToCluster(config.Text("cluster"));
        }
        return "Non-HTTP/Non-TCP";
    }

    private static string DescribeHttp(JsonElement manager)
    {
        if (manager.Field("route_config") is var table && table.Exists())
            return SoleCluster(table) ?? $"Inline Route: {string.Join("; ", table.Items("virtual_hosts").Select(DescribeHost))}";
        var name = manager.Field("rds").Text("route_config_name");
        return name.Length > 0 ? $"Route: {name}" : "HTTP";
    }

    private static string DescribeHost(JsonElement host)
    {
        var domains = host.Texts("domains");
        var matches = string.Join(", ", host.Items("routes").Select(route => RouteMatchText.Describe(route.Field("match"))));
        var text = domains is ["*"] ? "" : string.Join('/', domains);
        return text.Length == 0 ? matches : $"{text} {matches}";
    }

    // A table that sends everything to one cluster is best described by that cluster.
    private static string? SoleCluster(JsonElement table)
    {
        if (table.Items("virtual_hosts").Take(2).ToList() is not [var host] || host.Texts("domains") is not ["*"])
            return null;
        if (host.Items("routes").Take(2).ToList() is not [var route] || route.Field("match").Text("prefix") != "/")
            return null;
        var cluster = route.Field("route", "cluster");
        return cluster.Exists() ? ToCluster(cluster.AsText()) : null;
    }

    private static string ToCluster(string name) => name.Contains("Cluster", StringComparison.Ordinal) ? name : $"Cluster: {name}";
}
