namespace MeshControl.Model.Resources.Reading;

/// <summary>The text of one document and how many lines stand before it in its file.</summary>
internal readonly record struct DocumentPart(ReadOnlyMemory<char> Text, int LinesBefore);
