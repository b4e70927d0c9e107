using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>How paths are made canonical before policies see them (istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization.NormalizationType).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathNormalizationType>))]
public enum PathNormalizationType
{
    [JsonStringEnumMemberName("DEFAULT")]
    Default = 0,

    [JsonStringEnumMemberName("NONE")]
    None = 1,

    [JsonStringEnumMemberName("BASE")]
    Base = 2,

    [JsonStringEnumMemberName("MERGE_SLASHES")]
    MergeSlashes = 3,

    [JsonStringEnumMemberName("DECODE_AND_MERGE_SLASHES")]
    DecodeAndMergeSlashes = 4,
}
