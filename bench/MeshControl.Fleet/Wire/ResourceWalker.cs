using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace MeshControl.Fleet.Wire;

/// <summary>Picks the few fields of a resource that lead elsewhere, by field number, without building the message.</summary>
internal static class ResourceWalker
{
    private const ulong EdsDiscovery = 3;

    private static ReadOnlySpan<byte> HttpConnectionManager =>
        "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"u8;

    public static ResourceFact Fact(ResourceKind kind, in ReadOnlySequence<byte> resource) => kind switch
    {
        ResourceKind.Cluster => Cluster(resource),
        ResourceKind.Listener => Listener(resource),
        ResourceKind.Route => Routes(resource),
        _ => new(Text(resource, field: 1), [], WantsVirtualHosts: false),
    };

    // envoy.config.cluster.v3.Cluster: name 1, type 2, eds_cluster_config 3 { service_name 2 }.
    private static ResourceFact Cluster(in ReadOnlySequence<byte> cluster)
    {
        string name = "", service = "";
        var isEds = false;
        var fields = new FieldCursor(cluster);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    name = Encoding.UTF8.GetString(fields.Value);
                    break;
                case 2:
                    isEds = fields.Number == EdsDiscovery;
                    break;
                case 3:
                    service = Text(fields.Value, field: 2);
                    break;
            }
        }
        return new(name, isEds ? [service.Length > 0 ? service : name] : [], WantsVirtualHosts: false);
    }

    // envoy.config.listener.v3.Listener: name 1, filter_chains 3, default_filter_chain 25.
    private static ResourceFact Listener(in ReadOnlySequence<byte> listener)
    {
        var name = "";
        var routes = ImmutableArray.CreateBuilder<string>();
        var fields = new FieldCursor(listener);
        while (fields.Next())
        {
            if (fields.Field == 1)
                name = Encoding.UTF8.GetString(fields.Value);
            else if (fields.Field is 3 or 25)
                AddRouteNames(fields.Value, routes);
        }
        return new(name, [.. routes.Distinct(StringComparer.Ordinal)], WantsVirtualHosts: false);
    }

    // FilterChain { filters 3 { typed_config 4 { type_url 1, value 2 { rds 3 { route_config_name 2 } } } } }.
    private static void AddRouteNames(in ReadOnlySequence<byte> chain, ImmutableArray<string>.Builder routes)
    {
        var filters = new FieldCursor(chain);
        while (filters.Next())
        {
            if (filters.Field != 3)
                continue;
            var config = Field(filters.Value, field: 4);
            if (!Field(config, field: 1).ToArray().AsSpan().SequenceEqual(HttpConnectionManager))
                continue;
            var name = Text(Field(Field(config, field: 2), field: 3), field: 2);
            if (name.Length > 0)
                routes.Add(name);
        }
    }

    // envoy.config.route.v3.RouteConfiguration: name 1, vhds 9.
    private static ResourceFact Routes(in ReadOnlySequence<byte> table)
    {
        var name = "";
        var hostsApart = false;
        var fields = new FieldCursor(table);
        while (fields.Next())
        {
            if (fields.Field == 1)
                name = Encoding.UTF8.GetString(fields.Value);
            hostsApart |= fields.Field == 9;
        }
        return new(name, [], hostsApart);
    }

    private static string Text(in ReadOnlySequence<byte> message, int field) => Encoding.UTF8.GetString(Field(message, field));

    private static ReadOnlySequence<byte> Field(in ReadOnlySequence<byte> message, int field)
    {
        var fields = new FieldCursor(message);
        while (fields.Next())
        {
            if (fields.Field == field)
                return fields.Value;
        }
        return default;
    }
}
