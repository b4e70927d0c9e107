namespace MeshControl.Model.Validation;

/// <summary>A place in a regular expression, and the first thing that is wrong with it; after an error there is nothing more to read.</summary>
internal sealed class Re2Cursor(string text)
{
    public string Text { get; } = text;

    public int At { get; set; }

    public string? Error { get; private set; }

    public bool More => Error is null && At < Text.Length;

    public char Current => Text[At];

    public ReadOnlySpan<char> Rest => At < Text.Length ? Text.AsSpan(At) : default;

    public void Fail(string error)
    {
        Error ??= error;
        At = Text.Length;
    }
}
