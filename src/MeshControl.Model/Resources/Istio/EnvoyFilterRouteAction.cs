using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Routes that a patch is for, by what they do (istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.RouteMatch.Action).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvoyFilterRouteAction>))]
public enum EnvoyFilterRouteAction
{
    [JsonStringEnumMemberName("ANY")]
    Any = 0,

    [JsonStringEnumMemberName("ROUTE")]
    Route = 1,

    [JsonStringEnumMemberName("REDIRECT")]
    Redirect = 2,

    [JsonStringEnumMemberName("DIRECT_RESPONSE")]
    DirectResponse = 3,
}
