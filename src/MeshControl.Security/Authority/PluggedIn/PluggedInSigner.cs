using System.Collections.Immutable;

namespace MeshControl.Security.Authority.PluggedIn;

/// <summary>Signs with a certificate that an operator gave us, usually an intermediate of their own authority; replaced files are taken up while running.</summary>
internal sealed class PluggedInSigner(PluggedInFiles files) : ISignerSource
{
    private SignerSet? _current;
    private string _digest = "";

    public SignerSet Read(DateTimeOffset now)
    {
        var content = PluggedInContent.Read(files);
        if (_current is not null && content.Digest == _digest)
        {
            content.Key.Dispose();
            return _current;
        }

        var roots = new TrustBundle(content.Roots);
        if ((PluggedInCheck.Problem(content, now) ?? RootsProblem(roots)) is { } problem)
        {
            content.Key.Dispose();
            throw new AuthorityException($"the signing certificate in {files.Certificate} cannot be used: {problem}");
        }

        _digest = content.Digest;
        return _current = new SignerSet(new Signer(content.Certificate, content.Key, Intermediates(content)), roots, [], DateTimeOffset.MaxValue);
    }

    public void Dispose() => _current?.Signer.Dispose();

    /// <summary>The signing certificate and what is above it, without the roots, which peers have.</summary>
    private static ImmutableArray<ReadOnlyMemory<byte>> Intermediates(PluggedInContent content)
    {
        var roots = content.Roots.Select(root => root.Thumbprint).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. content.Chain.Prepend(content.Certificate).DistinctBy(certificate => certificate.Thumbprint)
                .Where(certificate => !roots.Contains(certificate.Thumbprint))
                .Select(certificate => new ReadOnlyMemory<byte>(certificate.RawData)),
        ];
    }

    /// <summary>Proxies must never find themselves with a peer whose root is new to them and none that they share.</summary>
    private string? RootsProblem(TrustBundle roots) =>
        _current is not { } before || roots.Fingerprints.All(before.Roots.Fingerprints.Contains) || before.Roots.Fingerprints.All(roots.Fingerprints.Contains)
            ? null
            : "its roots are not those that the mesh trusts now; put the old and the new roots into root-cert.pem together first";
}
