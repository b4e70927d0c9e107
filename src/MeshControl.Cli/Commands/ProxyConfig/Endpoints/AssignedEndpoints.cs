using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary>Endpoints as they were assigned (envoy.config.endpoint.v3.ClusterLoadAssignment), from a config dump.</summary>
internal static class AssignedEndpoints
{
    /// <summary>Assignments with at least one endpoint left, in the order of their clusters' table.</summary>
    public static IReadOnlyList<JsonElement> Select(EnvoyDump dump, EndpointFilter filter) =>
        [.. dump.Endpoints()
            .Select(assignment => filter.AdmitsAll ? assignment : Filtered(assignment, filter))
            .Where(assignment => assignment.Items("endpoints").Any(locality => locality.Items("lb_endpoints").Any()))
            .OrderBy(assignment => SubsetKey.Parse(assignment.Text("cluster_name")))];

    public static ColumnTable Build(IEnumerable<JsonElement> assignments, bool named)
    {
        var table = new ColumnTable(gap: 5, "NAME", "STATUS", "LOCALITY", "CLUSTER");
        foreach (var assignment in assignments)
        {
            foreach (var locality in assignment.Items("endpoints"))
            {
                foreach (var endpoint in locality.Items("lb_endpoints"))
                {
                    var address = string.Join(',', Addresses(endpoint));
                    table.Add(named ? $"endpoint/{address}" : address, Status(endpoint), Place(locality.Field("locality")), assignment.Text("cluster_name"));
                }
            }
        }
        return table;
    }

    private static JsonElement Filtered(JsonElement assignment, EndpointFilter filter)
    {
        var cluster = assignment.Text("cluster_name");
        var copy = JsonObject.Create(assignment)!;
        var localities = (copy["endpoints"] as JsonArray ?? []).OfType<JsonObject>();
        foreach (var locality in localities)
        {
            var name = locality.ContainsKey("lb_endpoints") ? "lb_endpoints" : "lbEndpoints";
            if (locality[name] is not JsonArray endpoints)
                continue;
            endpoints.RemoveAll(endpoint => !Admits(JsonSerializer.SerializeToElement(endpoint), cluster, filter));
        }
        return JsonSerializer.SerializeToElement(copy);
    }

    private static bool Admits(JsonElement endpoint, string cluster, EndpointFilter filter) =>
        // The address may be asked for with or without its port.
        filter.Admits(
            Addresses(endpoint).Append(EndpointAddress.Host(endpoint.Field("endpoint", "address"), pipePrefix: "")),
            EndpointAddress.Port(endpoint.Field("endpoint", "address")), cluster, Status(endpoint));

    private static IEnumerable<string> Addresses(JsonElement lbEndpoint)
    {
        var endpoint = lbEndpoint.Field("endpoint");
        return endpoint.Items("additional_addresses")
            .Select(more => EndpointAddress.HostAndPort(more.Field("address")))
            .Prepend(EndpointAddress.HostAndPort(endpoint.Field("address")));
    }

    private static string Status(JsonElement endpoint) =>
        endpoint.Text("health_status") is { Length: > 0 } status ? status : "UNKNOWN";

    private static string Place(JsonElement locality) =>
        (locality.Text("region"), locality.Text("zone"), locality.Text("sub_zone")) switch
        {
            (var region, "", _) => region,
            (var region, var zone, "") => $"{region}/{zone}",
            var (region, zone, subZone) => $"{region}/{zone}/{subZone}",
        };
}
