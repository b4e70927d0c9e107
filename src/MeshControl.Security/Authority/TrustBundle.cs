using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority;

/// <summary>A set of root certificates in a fixed order, without duplicates, and what is revoked below them; equal when the content is.</summary>
public sealed class TrustBundle : IEquatable<TrustBundle>
{
    public TrustBundle(IEnumerable<X509Certificate2> roots)
    {
        var ordered = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            FirstExpiry = root.NotAfter.ToUniversalTime() < FirstExpiry ? root.NotAfter.ToUniversalTime() : FirstExpiry;
            ordered[Convert.ToHexStringLower(SHA256.HashData(root.RawData))] = root.RawData;
        }

        Fingerprints = [.. ordered.Keys];
        Certificates = [.. ordered.Values.Select(der => new ReadOnlyMemory<byte>(der))];
        Pem = PemText.Certificates(Certificates);
    }

    private TrustBundle(TrustBundle roots, ReadOnlyMemory<byte> revocations)
    {
        Fingerprints = roots.Fingerprints;
        Certificates = roots.Certificates;
        Pem = roots.Pem;
        FirstExpiry = roots.FirstExpiry;
        Revocations = revocations;
    }

    /// <summary>SHA-256 of each certificate, lower-case hex, in order.</summary>
    public ImmutableArray<string> Fingerprints { get; }

    /// <summary>DER, ordered by fingerprint.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Certificates { get; }

    /// <summary>All of them as PEM text.</summary>
    public ReadOnlyMemory<byte> Pem { get; }

    /// <summary>When the first of them expires.</summary>
    public DateTimeOffset FirstExpiry { get; } = DateTimeOffset.MaxValue;

    /// <summary>Revocation lists of all issuers below these roots, as PEM; empty where nothing is revoked.</summary>
    public ReadOnlyMemory<byte> Revocations { get; }

    /// <summary>The same roots with other revocation lists.</summary>
    public TrustBundle With(ReadOnlyMemory<byte> revocations) => new(this, revocations);

    public bool Equals(TrustBundle? other) =>
        other is not null && Fingerprints.AsSpan().SequenceEqual(other.Fingerprints.AsSpan()) && Revocations.Span.SequenceEqual(other.Revocations.Span);

    public override bool Equals(object? obj) => Equals(obj as TrustBundle);

    public override int GetHashCode() => Fingerprints.Length == 0 ? 0 : Fingerprints[0].GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        string.Join(", ", Fingerprints.Select(fingerprint => fingerprint[..16])) + (Revocations.IsEmpty ? "" : " with revocations");
}
