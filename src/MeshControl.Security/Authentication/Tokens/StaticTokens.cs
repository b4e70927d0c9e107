using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authentication.Tokens;

/// <summary>
/// Tokens for meshes without a Kubernetes cluster: a file with a line `TOKEN NAMESPACE/SERVICEACCOUNT` for each identity, `#` for remarks. Only
/// their hashes are kept in memory.
/// </summary>
internal sealed class StaticTokens
{
    private const int LeastLength = 16;
    private readonly ImmutableArray<Entry> _entries;

    private StaticTokens(ImmutableArray<Entry> entries) => _entries = entries;

    /// <exception cref="AuthorityException">A line cannot be read; the message names it and does not repeat it.</exception>
    public static StaticTokens Parse(string text, string file)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (var (number, line) in text.Split('\n').Index())
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (words is not [var token, var account] || account.Split('/') is not [{ Length: > 0 } ns, { Length: > 0 } name])
            {
                throw new AuthorityException($"{file}:{number + 1}: a line is TOKEN NAMESPACE/SERVICEACCOUNT");
            }

            if (token.Length < LeastLength)
            {
                throw new AuthorityException($"{file}:{number + 1}: a token of less than {LeastLength} characters can be guessed");
            }

            entries.Add(new Entry(Hash(token), ns, name));
        }

        return new StaticTokens(entries.ToImmutable());
    }

    /// <summary>Namespace and service account of a token; null for an unknown one. Takes the same time wherever the token is in the file.</summary>
    public (string Namespace, string ServiceAccount)? Find(string token)
    {
        var hash = Hash(token);
        (string, string)? found = null;
        foreach (var entry in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(entry.Hash, hash))
            {
                found = (entry.Namespace, entry.ServiceAccount);
            }
        }

        return found;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private readonly record struct Entry(byte[] Hash, string Namespace, string ServiceAccount);
}
