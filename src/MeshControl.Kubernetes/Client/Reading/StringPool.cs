using System.Text.Json;

namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>Gives equal strings of one body the same instance: label keys, namespaces and owners repeat thousands of times.</summary>
internal sealed class StringPool
{
    private const int MaxLength = 256;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Get(ref Utf8JsonReader reader)
    {
        var bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (bytes == 0)
            return "";
        if (bytes > MaxLength)
            return reader.GetString()!;
        Span<char> chars = stackalloc char[MaxLength];
        var text = chars[..reader.CopyString(chars)];
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known))
            return known;
        var made = text.ToString();
        _known.Add(made);
        return made;
    }
}
