using MeshControl.Security.Authority;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Workloads;

/// <summary>Keeps one workload in valid certificates until disposed. A failed renewal leaves the current one in place and is tried again.</summary>
public sealed class WorkloadCertificateLease : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CertificateSubject _subject;
    private readonly ICertificateIssuer _issuer;
    private readonly RenewalOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private WorkloadCertificate? _current;
    private bool _isDisposed;

    /// <summary>Starts at once; an issuer that answers at once has <see cref="Read"/> answer when this returns.</summary>
    public WorkloadCertificateLease(CertificateSubject subject, ICertificateIssuer issuer, RenewalOptions options, TimeProvider clock, ILogger log)
    {
        _subject = subject;
        _issuer = issuer;
        _options = options;
        _clock = clock;
        _log = log;
        _loop = RunAsync(_stop.Token);
    }

    /// <summary>Raised on any thread when <see cref="Read"/> would answer differently; handlers are quick and do not throw.</summary>
    public event Action? Changed;

    /// <summary>Reads the newest certificate while nothing can clear its key; default where there is none yet, or none any more.</summary>
    public T? Read<T>(Func<WorkloadCertificate, T> read)
    {
        lock (_gate)
        {
            return _current is null ? default : read(_current);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _current?.Dispose();
            _current = null;
        }

        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Completes after disposal, when nothing runs any more.</summary>
    internal Task Stopped => _loop;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                var certificate = await WorkloadCertificate.MintAsync(_subject, _issuer, _options.Lifetime, _clock, cancellationToken);
                wait = _options.RenewAfter(certificate.Issued.NotAfter - certificate.IssuedAt, Random.Shared.NextDouble());
                failures = 0;
                Replace(certificate);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever is wrong with an issuer, the workload must not be left without a further try.
                wait = _options.RetryAfter(++failures);
                Log.RenewalFailed(_log, e, _subject.Identity, wait);
            }

            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Replace(WorkloadCertificate certificate)
    {
        lock (_gate)
        {
            (_current, certificate) = _isDisposed ? (_current, certificate) : (certificate, _current!);
        }

        // What is left is the one before, or the new one where nobody wants it any more.
        certificate?.Dispose();
        Changed?.Invoke();
    }
}
