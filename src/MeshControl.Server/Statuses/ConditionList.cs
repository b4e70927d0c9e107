using System.Text.Json.Nodes;

namespace MeshControl.Server.Statuses;

/// <summary>Writes conditions so that one that stays as it is keeps its time.</summary>
internal static class ConditionList
{
    private const int MaxMessage = 1024;

    /// <summary>The conditions, and those of others where a list has one owner.</summary>
    public static JsonArray Write(IReadOnlyList<StatusCondition> conditions, JsonArray? current, long generation, DateTimeOffset now, bool keepsOthers)
    {
        var written = new JsonArray();
        foreach (var condition in conditions)
        {
            var status = condition.IsTrue ? "True" : "False";
            var before = Find(current, condition.Type);
            var time = before is not null && Text(before, "status") == status && Text(before, "lastTransitionTime") is { Length: > 0 } known ? known : now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            written.Add(new JsonObject
            {
                ["type"] = condition.Type,
                ["status"] = status,
                ["reason"] = condition.Reason,
                ["message"] = Message(condition),
                ["observedGeneration"] = generation,
                ["lastTransitionTime"] = time,
            });
        }

        foreach (var other in keepsOthers ? current ?? [] : [])
        {
            if (other is JsonObject found && !conditions.Any(condition => condition.Type == Text(found, "type")))
            {
                written.Add(found.DeepClone());
            }
        }

        return written;
    }

    /// <summary>Every field that is to be written is there with this value; lists have the same elements, in any order, as a server keeps conditions.</summary>
    public static bool Says(JsonNode? current, JsonNode? wanted) => wanted switch
    {
        JsonObject fields => current is JsonObject there && fields.All(field => Says(there[field.Key], field.Value)),
        JsonArray items => current is JsonArray there && there.Count == items.Count && items.All(item => there.Any(found => Says(found, item))),
        null => current is null,
        _ => current is not null && current.ToJsonString() == wanted.ToJsonString(),
    };

    // Never empty: old servers make null of an empty text that is applied, and then refuse it.
    private static string Message(StatusCondition condition) => condition.Message.Length switch
    {
        0 => condition.Reason,
        > MaxMessage => condition.Message[..MaxMessage],
        _ => condition.Message,
    };

    private static JsonObject? Find(JsonArray? current, string type) => current?.OfType<JsonObject>().FirstOrDefault(condition => Text(condition, "type") == type);

    private static string? Text(JsonObject condition, string field) => condition[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
