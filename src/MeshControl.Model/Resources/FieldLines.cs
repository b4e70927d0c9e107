using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Resources;

/// <summary>Finds lines of fields in a manifest's text.</summary>
public static class FieldLines
{
    /// <summary>The line of a field of the object that stands at this place of the text, or of the nearest field around it.</summary>
    public static int LineOf(string text, ResourceOrigin origin, string path)
    {
        try
        {
            var part = DocumentSplitter.Split(text).Skip(origin.Document).FirstOrDefault();
            return part.Text.IsEmpty || DocumentReader.Read(part, new TextPool()) is not { } root ? origin.Line : FieldLocator.LineOf(ObjectAt(root, origin.Line) ?? root, path);
        }
        catch (DocumentFormatException)
        {
            return origin.Line;
        }
    }

    // The object itself, or that item of a list.
    private static DocumentNode? ObjectAt(DocumentNode root, int line) =>
        root.Line == line || root["items"] is not { Kind: NodeKind.Sequence } items ? root : items.Items.Select(item => ObjectAt(item, line)).FirstOrDefault(item => item?.Line == line);
}
