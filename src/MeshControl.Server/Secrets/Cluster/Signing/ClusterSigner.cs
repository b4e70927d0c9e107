using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authority;
using MeshControl.Security.Revocation;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Cluster.Signing;

/// <summary>
/// Has certificates made by a signer of the cluster: a CertificateSigningRequest is made, approved (whose certificate it will be was verified before),
/// waited for, and deleted. What comes back is checked before anybody gets it.
/// </summary>
internal sealed class ClusterSigner : ICertificateIssuer, IDisposable
{
    private static readonly ApiResource Requests = new("certificates.k8s.io", "v1", "certificatesigningrequests", "CertificateSigningRequest", Namespaced: false);
    private static readonly TimeSpan LeastLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RootsInterval = TimeSpan.FromSeconds(10);
    private readonly KubeApi _api;
    private readonly ClusterSignerOptions _options;
    private readonly IRevocations _revocations;
    private readonly TimeProvider _clock;
    private readonly ILogger<ClusterSigner> _log;
    private readonly ITimer _timer;
    private volatile TrustBundle _roots;

    /// <exception cref="AuthorityException">The roots cannot be read.</exception>
    public ClusterSigner(KubeApi api, ClusterSignerOptions options, IRevocations revocations, TimeProvider clock, ILogger<ClusterSigner> log)
    {
        _api = api;
        _options = options;
        _revocations = revocations;
        _clock = clock;
        _log = log;
        _roots = ReadRoots();
        _timer = clock.CreateTimer(_ => Refresh(), null, RootsInterval, RootsInterval);
    }

    public event Action? RootsChanged;

    public TrustBundle Roots => _roots;

    public async ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken)
    {
        if (_revocations.IsRevoked(request.Identity))
        {
            throw new IssuanceException(IssuanceFailure.Revoked, "the identity is revoked");
        }

        if (request.Proof is null)
        {
            throw new IssuanceException(IssuanceFailure.Signing, "a signer outside wants a signed request, and there is none");
        }

        var name = $"meshcontrol-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        using var patience = new CancellationTokenSource(_options.Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var lifetime = request.Lifetime ?? _options.Lifetime;
            var body = CertificateSigningRequestJson.Create(name, _options.SignerName, request.Proof().Span, lifetime < LeastLifetime ? LeastLifetime : lifetime);
            await _api.CreateAsync(Requests, null, body, either.Token);
            await _api.PatchAsync(Requests, null, name, PatchType.Merge, CertificateSigningRequestJson.Approval(), either.Token, "approval");
            return IssuedChain.Check(await WaitAsync(name, either.Token), request, _roots, _clock.GetUtcNow());
        }
        catch (KubeApiException error)
        {
            throw new IssuanceException(IssuanceFailure.NotReady, "the API server does not take the request", error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IssuanceException(IssuanceFailure.NotReady, $"the signer {_options.SignerName} has not signed within {_options.Patience.TotalSeconds:0} s");
        }
        finally
        {
            await DeleteAsync(name);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Reads the roots again.</summary>
    internal void Refresh()
    {
        try
        {
            var roots = ReadRoots();
            if (!roots.Equals(_roots))
            {
                _roots = roots;
                RootsChanged?.Invoke();
            }
        }
        catch (AuthorityException error)
        {
            Log.RootsNotRead(_log, error.Message);
        }
    }

    private async Task<string> WaitAsync(string name, CancellationToken cancellationToken)
    {
        for (var pause = FirstLook; ; pause = pause * 2 < SlowestLook ? pause * 2 : SlowestLook)
        {
            await Task.Delay(pause, _clock, cancellationToken);
            if (await _api.GetAsync(Requests, null, name, cancellationToken) is not { } found)
            {
                throw new IssuanceException(IssuanceFailure.Signing, "the request has been deleted by somebody else");
            }

            var (certificate, refusal) = CertificateSigningRequestJson.Outcome(found.Json);
            if (refusal.Length > 0)
            {
                throw new IssuanceException(IssuanceFailure.Signing, $"the signer {_options.SignerName} refuses: {refusal}");
            }

            if (certificate.Length > 0)
            {
                return certificate;
            }
        }
    }

    private async Task DeleteAsync(string name)
    {
        try
        {
            using var patience = new CancellationTokenSource(SlowestLook, _clock);
            await _api.DeleteAsync(Requests, null, name, patience.Token);
        }
        catch (Exception error) when (error is KubeApiException or OperationCanceledException)
        {
            // The API server deletes finished requests by itself after a while.
        }
    }

    private TrustBundle ReadRoots()
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(_options.RootsFile);
            return roots.Count > 0 ? new TrustBundle(roots) : throw new AuthorityException($"{_options.RootsFile} holds no certificate; it must hold the roots (PEM) of signer {_options.SignerName}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AuthorityException($"{_options.RootsFile} cannot be read; it must hold the roots (PEM) of signer {_options.SignerName}: {error.Message}", error);
        }
    }
}
