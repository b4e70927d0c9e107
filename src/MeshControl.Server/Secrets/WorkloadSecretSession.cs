using MeshControl.Generation.Output;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using MeshControl.Security.Workloads;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Secrets;

/// <summary>The secrets of one stream: its own certificate, made when first asked for, and the mesh's roots.</summary>
internal sealed class WorkloadSecretSession : ISecretSession
{
    public const string CertificateName = "default";
    public const string RootsName = "ROOTCA";

    private readonly Lock _gate = new();
    private readonly ICertificateIssuer _issuer;
    private readonly Func<WorkloadCertificateLease> _start;
    private WorkloadCertificateLease? _lease;
    private EncodedSecret? _certificate;
    private EncodedSecret? _previous;
    private EncodedSecret? _roots;
    private bool _isListening;
    private bool _isStale;
    private bool _isDisposed;

    public WorkloadSecretSession(SpiffeId identity, ICertificateIssuer issuer, Func<SpiffeId, WorkloadCertificateLease> start)
    {
        _issuer = issuer;
        _start = () => start(identity);
    }

    public event Action? Changed;

    public EncodedResource? Find(string name)
    {
        lock (_gate)
        {
            return _isDisposed ? null : name switch
            {
                CertificateName => FindCertificate(),
                RootsName => FindRoots(),
                _ => null,
            };
        }
    }

    public void Dispose()
    {
        _issuer.RootsChanged -= OnRootsChanged;
        lock (_gate)
        {
            _isDisposed = true;
            _lease?.Dispose();
            _certificate?.Clear();
            _previous?.Clear();
        }
    }

    private EncodedResource FindRoots()
    {
        if (!_isListening)
        {
            _isListening = true;
            _issuer.RootsChanged += OnRootsChanged;
        }

        _roots ??= EncodedSecret.Roots(RootsName, _issuer.Roots);
        return _roots.Resource;
    }

    private EncodedResource? FindCertificate()
    {
        if (_lease is null)
        {
            _lease = _start();
            _lease.Changed += OnCertificateChanged;
            _isStale = true;
        }

        if (_isStale && _lease.Read(static certificate => EncodedSecret.Certificate(CertificateName, certificate)) is { } encoded)
        {
            _isStale = false;
            // The one before may still be on its way out; the one before that is not.
            _previous?.Clear();
            (_previous, _certificate) = (_certificate, encoded);
        }

        return _certificate?.Resource;
    }

    private void OnCertificateChanged()
    {
        lock (_gate)
        {
            _isStale = true;
        }

        Changed?.Invoke();
    }

    private void OnRootsChanged()
    {
        lock (_gate)
        {
            _roots = null;
        }

        Changed?.Invoke();
    }
}
