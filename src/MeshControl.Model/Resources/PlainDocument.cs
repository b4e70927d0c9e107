using System.Text.Json.Nodes;

namespace MeshControl.Model.Resources;

/// <summary>One document of a file, without a schema.</summary>
/// <param name="Text">As written, with the <c>---</c> line that begins it where there is one.</param>
/// <param name="Value">Null for a document without a value, or one that cannot be read.</param>
/// <param name="Error">Why it cannot be read, with its line; null where it can.</param>
public sealed record PlainDocument(string Text, JsonNode? Value, string? Error);
