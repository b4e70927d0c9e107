using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>What a patch does (istio.networking.v1alpha3.EnvoyFilter.Patch.Operation).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvoyFilterOperation>))]
public enum EnvoyFilterOperation
{
    [JsonStringEnumMemberName("INVALID")]
    Invalid = 0,

    [JsonStringEnumMemberName("MERGE")]
    Merge = 1,

    [JsonStringEnumMemberName("ADD")]
    Add = 2,

    [JsonStringEnumMemberName("REMOVE")]
    Remove = 3,

    [JsonStringEnumMemberName("INSERT_BEFORE")]
    InsertBefore = 4,

    [JsonStringEnumMemberName("INSERT_AFTER")]
    InsertAfter = 5,

    [JsonStringEnumMemberName("INSERT_FIRST")]
    InsertFirst = 6,

    [JsonStringEnumMemberName("REPLACE")]
    Replace = 7,

    [JsonStringEnumMemberName("MERGE_AND_REPLACE_LIST")]
    MergeAndReplaceList = 8,
}
