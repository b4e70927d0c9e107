using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where a redirect's port comes from (istio.networking.v1alpha3.HTTPRedirect.RedirectPortSelection).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RedirectPortSelection>))]
public enum RedirectPortSelection
{
    [JsonStringEnumMemberName("FROM_PROTOCOL_DEFAULT")]
    FromProtocolDefault = 0,

    [JsonStringEnumMemberName("FROM_REQUEST_PORT")]
    FromRequestPort = 1,
}
