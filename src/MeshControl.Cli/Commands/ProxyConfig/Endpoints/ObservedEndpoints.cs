using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary>Endpoints as an Envoy sees them (envoy.admin.v3.Clusters), with what its health and outlier checks say.</summary>
internal static class ObservedEndpoints
{
    public static bool Holds(JsonElement document) => document.Field("cluster_statuses").Exists();

    /// <summary>The clusters of which at least one host is admitted, whole.</summary>
    public static IEnumerable<JsonElement> Select(JsonElement document, EndpointFilter filter) =>
        document.Items("cluster_statuses").Where(cluster => Hosts(cluster, filter).Any());

    public static ColumnTable Build(JsonElement document, EndpointFilter filter)
    {
        var table = new ColumnTable(gap: 5, "ENDPOINT", "STATUS", "OUTLIER CHECK", "CLUSTER");
        foreach (var row in document.Items("cluster_statuses")
            .SelectMany(cluster => Hosts(cluster, filter).Select(host => (Host: host, Cluster: cluster.Text("name"))))
            .OrderBy(row => Address(row.Host), StringComparer.Ordinal)
            .ThenBy(row => Port(row.Host))
            .ThenBy(row => row.Cluster, StringComparer.Ordinal))
        {
            var port = Port(row.Host);
            var failed = row.Host.Field("health_status").Flag("failed_outlier_check");
            table.Add(port == 0 ? Address(row.Host) : $"{Address(row.Host)}:{port}", Status(row.Host), failed ? "FAILED" : "OK", row.Cluster);
        }
        return table;
    }

    private static IEnumerable<JsonElement> Hosts(JsonElement cluster, EndpointFilter filter) =>
        cluster.Items("host_statuses").Where(host => filter.Admits([Address(host)], Port(host), cluster.Text("name"), Status(host)));

    private static string Address(JsonElement host) => EndpointAddress.Host(host.Field("address"), pipePrefix: "unix://");

    private static uint Port(JsonElement host) => EndpointAddress.Port(host.Field("address"));

    private static string Status(JsonElement host) =>
        host.Field("health_status").Text("eds_health_status") is { Length: > 0 } status ? status : "UNKNOWN";
}
