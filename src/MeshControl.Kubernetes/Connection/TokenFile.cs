using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Kubernetes.Connection;

/// <summary>A token that somebody else rotates on disk: read again once a minute, and at once after it was refused.</summary>
internal sealed class TokenFile(string path, X509Certificate2? certificate, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Credential? _credential;
    private DateTimeOffset _readAt;

    public Credential Current => _credential ?? Credential.None with { Certificate = certificate };

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_credential is { } known && time.GetUtcNow() - _readAt < MaxAge)
                return known;
        }

        string token;
        try
        {
            token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        }
        catch (IOException) when (_credential is not null)
        {
            // A rotation replaces the file; the token in hand serves until it is refused.
            return _credential;
        }

        lock (_gate)
        {
            _readAt = time.GetUtcNow();
            if (_credential?.Authorization?.Parameter != token)
                _credential = Credential.Bearer(token) with { Certificate = certificate };
            return _credential;
        }
    }

    public void Invalidate(Credential refused)
    {
        lock (_gate)
        {
            _readAt = DateTimeOffset.MinValue;
        }
    }
}
