using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>A calendar period in UTC.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuotaPeriod>))]
public enum QuotaPeriod
{
    [JsonStringEnumMemberName("hour")]
    Hour = 0,

    [JsonStringEnumMemberName("day")]
    Day = 1,

    [JsonStringEnumMemberName("month")]
    Month = 2,
}
