using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What happens to header names with underscores (istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.HeadersWithUnderscoresAction).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HeadersWithUnderscoresAction>))]
public enum HeadersWithUnderscoresAction
{
    [JsonStringEnumMemberName("HEADERS_WITH_UNDERSCORES_UNSPECIFIED")]
    HeadersWithUnderscoresUnspecified = 0,

    [JsonStringEnumMemberName("HEADERS_WITH_UNDERSCORES_ALLOW")]
    HeadersWithUnderscoresAllow = 1,

    [JsonStringEnumMemberName("HEADERS_WITH_UNDERSCORES_REJECT_REQUEST")]
    HeadersWithUnderscoresRejectRequest = 2,

    [JsonStringEnumMemberName("HEADERS_WITH_UNDERSCORES_DROP_HEADER")]
    HeadersWithUnderscoresDropHeader = 3,
}
