using System.Text.Json.Nodes;

namespace MeshControl.Server.Statuses;

/// <summary>What a status is to say; knows to lay itself over the status that is there.</summary>
internal interface IStatusDocument
{
    /// <summary>The status to apply, with the times of conditions that stay as they are kept; null where it says all of it already.</summary>
    JsonObject? Over(JsonObject? current, long generation, DateTimeOffset now);
}
