namespace MeshControl.Model.Resources.Reading;

/// <summary>The documents of a file by their text, so that reading the file again costs only what was edited.</summary>
internal sealed class DocumentResults
{
    private readonly Dictionary<string, DocumentResult>.AlternateLookup<ReadOnlySpan<char>> _byText =
        new Dictionary<string, DocumentResult>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public DocumentResult? Find(ReadOnlySpan<char> text) => _byText.TryGetValue(text, out var result) ? result : null;

    public void Add(ReadOnlySpan<char> text, DocumentResult result) => _byText[text] = result;
}
