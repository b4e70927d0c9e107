using System.Diagnostics.CodeAnalysis;

namespace MeshControl.Security.Identity;

/// <summary>The name of a trust domain: the authority part of a SPIFFE ID, 1 to 255 lower-case letters, digits, dots, dashes and underscores.</summary>
public readonly record struct TrustDomain
{
    private const int MaxLength = 255;
    private readonly string? _name;

    private TrustDomain(string name) => _name = name;

    public static TrustDomain Default { get; } = new("cluster.local");

    public string Name => _name ?? Default.Name;

    /// <exception cref="FormatException">The text is no trust domain.</exception>
    public static TrustDomain Parse(string text) => TryParse(text, out var domain, out var error) ? domain : throw new FormatException(error);

    /// <summary>Reads a trust domain; the error says what is wrong with it.</summary>
    public static bool TryParse(string text, out TrustDomain domain, [NotNullWhen(false)] out string? error)
    {
        domain = default;
        error = text.Length is 0 or > MaxLength
            ? $"a trust domain has 1 to {MaxLength} characters, this one {text.Length}"
            : text.AsSpan().IndexOfAnyExcept(SpiffeId.TrustDomainCharacters) is >= 0 and var at
                ? $"a trust domain consists of lower-case letters, digits, '.', '-' and '_'; character {at + 1} is something else"
                : null;
        if (error is null)
        {
            domain = new TrustDomain(text);
        }

        return error is null;
    }

    public override string ToString() => Name;
}
