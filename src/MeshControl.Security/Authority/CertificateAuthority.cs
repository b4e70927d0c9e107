using System.Collections.Immutable;
using MeshControl.Security.Authority.PluggedIn;
using MeshControl.Security.Authority.Profiles;
using MeshControl.Security.Authority.Storage;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Security.Revocation;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Authority;

/// <summary>The built-in certificate authority.</summary>
public sealed class CertificateAuthority : ICertificateIssuer, IRevocations, IDisposable
{
    /// <summary>How often the files are looked at, so that what an operator puts there is found.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly AuthorityOptions _options;
    private readonly ISignerSource _source;
    private readonly TimeProvider _clock;
    private readonly SecurityMetrics _metrics;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly Revocations _revocations;
    private volatile SignerSet _current;
    private volatile TrustBundle _roots;
    private ImmutableSortedSet<string> _revoked = [];

    private CertificateAuthority(AuthorityOptions options, ISignerSource source, TimeProvider clock, SecurityMetrics metrics, ILogger log)
    {
        _options = options;
        _source = source;
        _clock = clock;
        _metrics = metrics;
        _log = log;
        _current = source.Read(clock.GetUtcNow());
        _revocations = new Revocations(options, clock, log);
        _roots = _current.Roots;
        _roots = WithRevocations(_current);
        metrics.Watch(() => _current);
        _timer = clock.CreateTimer(static authority => ((CertificateAuthority)authority!).Refresh(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule();
    }

    public event Action? RootsChanged;

    public TrustBundle Roots => _roots;

    /// <summary>Opens the authority, and makes its first root where it has none.</summary>
    /// <exception cref="AuthorityException">Its files cannot be used.</exception>
    public static CertificateAuthority Open(AuthorityOptions options, TimeProvider clock, SecurityMetrics metrics, ILogger<CertificateAuthority> log) =>
        new(options, SourceOf(options, log), clock, metrics, log);

    public ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var issued = Issue(request);
            _revocations.Issued(issued);
            _metrics.Issued();
            Log.Issued(_log, issued.Serial, issued.Identity, issued.NotAfter);
            return ValueTask.FromResult(issued);
        }
        catch (IssuanceException e)
        {
            _metrics.NotIssued(e.Failure);
            return ValueTask.FromException<IssuedCertificate>(e);
        }
    }

    public bool IsRevoked(SpiffeId identity) => _revocations.IsRevoked(identity);

    public bool IsRevoked(string serial) => _revocations.IsRevoked(serial);

    /// <summary>Makes the next root now instead of near the end of the current one's life; it is trusted at once and signs after its introduction.</summary>
    /// <exception cref="AuthorityException">It cannot be stored, or the authority's key is not ours to replace.</exception>
    public void RotateRoot()
    {
        lock (_gate)
        {
            if (_source is not SelfSignedRoots roots)
            {
                throw new AuthorityException("the authority signs with a certificate that was given to it: replace its files instead");
            }

            roots.AddRoot(_clock.GetUtcNow());
        }

        Refresh();
    }

    /// <summary>Reads the files again; what cannot be used leaves everything as it was.</summary>
    public void Refresh()
    {
        var (signers, roots) = (_current, _roots);
        lock (_gate)
        {
            try
            {
                _current = _source.Read(_clock.GetUtcNow());
            }
            catch (AuthorityException e)
            {
                Log.ReadFailed(_log, e);
            }

            _revocations.Refresh();
            _roots = WithRevocations(signers);
        }

        Schedule();
        if (!ReferenceEquals(signers.Signer, _current.Signer))
        {
            Log.SignerChanged(_log, _current.Signer.Certificate.Subject, _current.Signer.NotAfter);
        }

        if (!roots.Equals(_roots))
        {
            Log.RootsChanged(_log, roots, _roots);
            RootsChanged?.Invoke();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
        _revocations.Dispose();
    }

    private static ISignerSource SourceOf(AuthorityOptions options, ILogger log) => options.PluggedInFolder is { } folder && PluggedInFiles.Find(folder) is { } files
        ? new PluggedInSigner(files)
        : new SelfSignedRoots(options, log);

    private IssuedCertificate Issue(SigningRequest request)
    {
        if (IsRevoked(request.Identity))
        {
            throw new IssuanceException(IssuanceFailure.Revoked, "the identity is revoked");
        }

        var now = _clock.GetUtcNow();
        var signer = _current.Signer;
        var lifetime = request.Lifetime is { } asked && asked > TimeSpan.Zero ? asked : _options.LeafLifetime;
        if (lifetime > _options.MaxLeafLifetime)
        {
            throw new IssuanceException(IssuanceFailure.Lifetime, $"a lifetime of {lifetime} is above the limit of {_options.MaxLeafLifetime}");
        }

        if (signer.NotAfter <= now)
        {
            throw new IssuanceException(IssuanceFailure.NotReady, $"the signing certificate expired at {signer.NotAfter:O}");
        }

        var notBefore = Later(now - _options.Backdate, signer.NotBefore);
        var notAfter = now + lifetime < signer.NotAfter ? now + lifetime : signer.NotAfter;
        try
        {
            using var certificate = LeafProfile.Create(request, signer, notBefore, notAfter);
            return new IssuedCertificate(
                request.Identity, certificate.SerialNumber.ToLowerInvariant(), notBefore, notAfter, [certificate.RawData, .. signer.Intermediates]);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new IssuanceException(IssuanceFailure.Signing, "the certificate could not be signed", e);
        }
    }

    /// <summary>Signs revocation lists only when what is revoked, or who signs, is another than before: proxies take every new list for a change.</summary>
    private TrustBundle WithRevocations(SignerSet before)
    {
        var revoked = _revocations.Serials;
        if (ReferenceEquals(before, _current) && revoked.SetEquals(_revoked))
        {
            return _roots;
        }

        _revoked = revoked;
        if (revoked.IsEmpty)
        {
            return _current.Roots;
        }

        if (_current.Issuers.IsEmpty)
        {
            Log.CannotTell(_log, revoked.Count);
            return _current.Roots;
        }

        return _current.Roots.With(CrlBuilder.Build(_current.Issuers, revoked, _clock.GetUtcNow()));
    }

    private void Schedule()
    {
        var wait = _current.NextChange - _clock.GetUtcNow();
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < CheckInterval ? wait : CheckInterval, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
