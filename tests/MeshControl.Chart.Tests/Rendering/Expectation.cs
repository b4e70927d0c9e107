namespace MeshControl.Chart.Tests.Rendering;

/// <summary>What a variation is for: a field of an object, or (<paramref name="Value"/> null) that something is not there.</summary>
/// <param name="Kind">Of the object.</param>
/// <param name="Name">Its name; empty for the only one of its kind.</param>
/// <param name="Path">Of the field; empty for the object itself.</param>
/// <param name="Value">As JSON.</param>
internal sealed record Expectation(string Kind, string Name, string Path, string? Value);
