namespace MeshControl.Model.Resources.Reading;

/// <summary>A key of a mapping, the line it stands on, and its value.</summary>
internal readonly record struct NodeEntry(string Key, int Line, DocumentNode Value);
