namespace MeshControl.Server.Statuses;

/// <summary>A condition of a status (meta/v1 Condition) without its times.</summary>
internal sealed record StatusCondition(string Type, bool IsTrue, string Reason, string Message);
