namespace MeshControl.Generation.Comparison;

/// <summary>One place of a resource that differs. Values are compact JSON; null where that side has nothing there.</summary>
/// <param name="Path">Proto field names; list elements by their name where they have one: <c>virtual_hosts[reviews:9080].routes[0].timeout</c>.</param>
/// <param name="Old">Before.</param>
/// <param name="New">After.</param>
public sealed record FieldChange(string Path, string? Old, string? New);
