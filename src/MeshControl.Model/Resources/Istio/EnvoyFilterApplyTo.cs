using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The kind of object that a patch changes (istio.networking.v1alpha3.EnvoyFilter.ApplyTo).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvoyFilterApplyTo>))]
public enum EnvoyFilterApplyTo
{
    [JsonStringEnumMemberName("INVALID")]
    Invalid = 0,

    [JsonStringEnumMemberName("LISTENER")]
    Listener = 1,

    [JsonStringEnumMemberName("FILTER_CHAIN")]
    FilterChain = 2,

    [JsonStringEnumMemberName("NETWORK_FILTER")]
    NetworkFilter = 3,

    [JsonStringEnumMemberName("HTTP_FILTER")]
    HttpFilter = 4,

    [JsonStringEnumMemberName("ROUTE_CONFIGURATION")]
    RouteConfiguration = 5,

    [JsonStringEnumMemberName("VIRTUAL_HOST")]
    VirtualHost = 6,

    [JsonStringEnumMemberName("HTTP_ROUTE")]
    HttpRoute = 7,

    [JsonStringEnumMemberName("CLUSTER")]
    Cluster = 8,

    [JsonStringEnumMemberName("EXTENSION_CONFIG")]
    ExtensionConfig = 9,

    [JsonStringEnumMemberName("BOOTSTRAP")]
    Bootstrap = 10,

    [JsonStringEnumMemberName("LISTENER_FILTER")]
    ListenerFilter = 11,
}
