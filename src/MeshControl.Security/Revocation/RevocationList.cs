using System.Collections.Frozen;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Revocation;

/// <summary>What an operator revoked: a line `identity SPIFFE-ID` or `serial HEX` for each, `#` for remarks.</summary>
internal sealed class RevocationList
{
    public static readonly RevocationList Empty = new([], []);

    private RevocationList(IEnumerable<SpiffeId> identities, IEnumerable<string> serials)
    {
        Identities = identities.ToFrozenSet();
        Serials = serials.ToFrozenSet(StringComparer.Ordinal);
    }

    public FrozenSet<SpiffeId> Identities { get; }

    /// <summary>Lower-case hex without leading zeros.</summary>
    public FrozenSet<string> Serials { get; }

    public bool IsEmpty => Identities.Count + Serials.Count == 0;

    /// <exception cref="AuthorityException">A line cannot be read; a list that is only half understood would revoke less than was meant.</exception>
    public static RevocationList Parse(string text, string file)
    {
        var identities = new List<SpiffeId>();
        var serials = new List<string>();
        foreach (var (number, line) in text.Split('\n').Index())
        {
            switch (line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case []:
                    break;
                case ["identity", var name] when SpiffeId.TryParse(name, out var identity, out _):
                    identities.Add(identity);
                    break;
                case ["serial", var serial] when Serial(serial) is { } hex:
                    serials.Add(hex);
                    break;
                default:
                    throw new AuthorityException($"{file}:{number + 1}: a line is `identity spiffe://…` or `serial HEX`");
            }
        }

        return new RevocationList(identities, serials);
    }

    /// <summary>One spelling for the ways in which tools print serial numbers.</summary>
    public static string? Serial(string text)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant().TrimStart('0');
        return hex.Length is > 0 and <= 40 && hex.All(char.IsAsciiHexDigit) ? hex : null;
    }
}
