namespace MeshControl.Model.Resources.Reading;

/// <summary>One string for equal texts of a file: field names and values such as TCP come thousands of times.</summary>
internal sealed class TextPool
{
    private const int MaxLength = 40;

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _texts =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
        {
            return text.ToString();
        }

        if (!_texts.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _texts[text] = known;
        }

        return known;
    }
}
