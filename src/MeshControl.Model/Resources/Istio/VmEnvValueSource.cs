using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where a variable's value comes from (istio.extensions.v1alpha1.EnvValueSource).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VmEnvValueSource>))]
public enum VmEnvValueSource
{
    [JsonStringEnumMemberName("INLINE")]
    Inline = 0,

    [JsonStringEnumMemberName("HOST")]
    Host = 1,
}
