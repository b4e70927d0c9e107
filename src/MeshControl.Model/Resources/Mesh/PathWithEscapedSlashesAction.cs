using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What happens to paths with escaped slashes (istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.PathWithEscapedSlashesAction).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathWithEscapedSlashesAction>))]
public enum PathWithEscapedSlashesAction
{
    [JsonStringEnumMemberName("PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED")]
    PathWithEscapedSlashesUnspecified = 0,

    [JsonStringEnumMemberName("KEEP_UNCHANGED")]
    KeepUnchanged = 1,

    [JsonStringEnumMemberName("REJECT_REQUEST")]
    RejectRequest = 2,

    [JsonStringEnumMemberName("UNESCAPE_AND_REDIRECT")]
    UnescapeAndRedirect = 3,

    [JsonStringEnumMemberName("UNESCAPE_AND_FORWARD")]
    UnescapeAndForward = 4,
}
