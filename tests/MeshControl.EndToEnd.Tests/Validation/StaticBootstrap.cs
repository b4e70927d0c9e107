using System.Text.Json.Nodes;

namespace MeshControl.EndToEnd.Tests.Validation;

/// <summary>A rendered configuration as an Envoy bootstrap in which everything is static, so that `envoy --mode validate` looks at all of it.</summary>
internal static class StaticBootstrap
{
    /// <summary>Nothing is removed: routes stand where the listeners ask for them, load assignments in clusters of their own.</summary>
    public static JsonObject Of(JsonObject rendered)
    {
        var routes = rendered["routes"]!.AsArray().ToDictionary(route => route!["name"]!.GetValue<string>(), route => route!);
        var listeners = rendered["listeners"]!.DeepClone().AsArray();
        PutRoutes(listeners, routes);
        var clusters = rendered["clusters"]!.DeepClone().AsArray();
        PutSecretSource(clusters);
        foreach (var assignment in rendered["endpoints"]!.AsArray())
        {
            clusters.Add(new JsonObject
            {
                ["name"] = $"endpoints of {assignment!["cluster_name"]}", ["type"] = "STATIC", ["load_assignment"] = assignment.DeepClone(),
            });
        }

        clusters.Add(JsonNode.Parse("""
            {"name": "xds", "type": "STATIC", "typed_extension_protocol_options": {"envoy.extensions.upstreams.http.v3.HttpProtocolOptions":
              {"@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions", "explicit_http_config": {"http2_protocol_options": {}}}}}
            """));
        return new JsonObject
        {
            ["node"] = new JsonObject { ["id"] = "validate", ["cluster"] = "validate" },
            ["dynamic_resources"] = JsonNode.Parse("""
                {"ads_config": {"api_type": "DELTA_GRPC", "transport_api_version": "V3", "grpc_services": [{"envoy_grpc": {"cluster_name": "xds"}}]}}
                """),
            ["static_resources"] = new JsonObject { ["listeners"] = listeners, ["clusters"] = clusters },
        };
    }

    // A static cluster is made before the ADS stream is there, and validation mode falls over secrets that would come by it: ask a cluster for them.
    private static void PutSecretSource(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["sds_config"] is JsonObject)
                {
                    map["sds_config"] = JsonNode.Parse("""
                        {"resource_api_version": "V3", "api_config_source": {"api_type": "GRPC", "transport_api_version": "V3",
                          "grpc_services": [{"envoy_grpc": {"cluster_name": "xds"}}]}}
                        """);
                }

                foreach (var (_, value) in map.ToList())
                {
                    PutSecretSource(value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    PutSecretSource(item);
                }

                break;
        }
    }

    private static void PutRoutes(JsonNode? node, Dictionary<string, JsonNode> routes)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["rds"] is JsonObject rds && routes.TryGetValue(rds["route_config_name"]!.GetValue<string>(), out var table))
                {
                    map.Remove("rds");
                    map["route_config"] = table.DeepClone();
                }

                foreach (var (_, value) in map.ToList())
                {
                    PutRoutes(value, routes);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    PutRoutes(item, routes);
                }

                break;
        }
    }
}
