using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.MongoProxy.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Filters;

/// <summary>Network filters of a filter chain.</summary>
public static class NetworkFilters
{
    public static Filter Http(HttpConnectionManager manager) => Create("envoy.filters.network.http_connection_manager", manager);

    /// <summary>Counts MongoDB operations on the way; the bytes pass unchanged.</summary>
    public static Filter Mongo(string statPrefix) => Create("envoy.filters.network.mongo_proxy", new MongoProxy { StatPrefix = statPrefix });

    /// <summary>A filter with its configuration inside.</summary>
    public static Filter Create(string name, IMessage configuration) => new() { Name = name, TypedConfig = Any.Pack(configuration) };
}
