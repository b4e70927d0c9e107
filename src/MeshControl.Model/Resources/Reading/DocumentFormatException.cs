namespace MeshControl.Model.Resources.Reading;

/// <summary>A document that cannot be parsed, and the line (1-based) where that shows; caught by ManifestReader and made a finding.</summary>
internal sealed class DocumentFormatException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
