namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A write to a table: a value, or null to remove the row.</summary>
internal readonly record struct Edit(int Table, int Key, int? Value);
