using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What happens to the x-forwarded-client-cert header (istio.mesh.v1alpha1.ForwardClientCertDetails).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForwardClientCertDetails>))]
public enum ForwardClientCertDetails
{
    [JsonStringEnumMemberName("UNDEFINED")]
    Undefined = 0,

    [JsonStringEnumMemberName("SANITIZE")]
    Sanitize = 1,

    [JsonStringEnumMemberName("FORWARD_ONLY")]
    ForwardOnly = 2,

    [JsonStringEnumMemberName("APPEND_FORWARD")]
    AppendForward = 3,

    [JsonStringEnumMemberName("SANITIZE_SET")]
    SanitizeSet = 4,

    [JsonStringEnumMemberName("ALWAYS_FORWARD_ONLY")]
    AlwaysForwardOnly = 5,
}
