using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Storage;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>
/// Roots in a secret of the cluster, which all replicas share: whoever makes it first wins, and every change is made to exactly the version that was read.
/// The authority looks every few seconds and changes something once in years, so its calls simply wait for the API server.
/// </summary>
internal sealed class SecretRoots(KubeApi api, string ns, string name, TimeProvider clock) : IRootStorage
{
    private static readonly ApiResource Secrets = new("", "v1", "secrets", "Secret", Namespaced: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private KubeObject? _seen;
    private CaSecret _content = new(new Dictionary<string, byte[]>());
    private bool _hasLooked;

    public IReadOnlyList<string> Names()
    {
        Look();
        return _content.Names();
    }

    public byte[] Read(string root) => _content.Read(root) ?? throw new AuthorityException($"{Describe(root)} is gone");

    // Nobody is kept out: writing fails once somebody else has written.
    public IDisposable Lock() => new Nothing();

    public void Write(string root, ReadOnlySpan<byte> content)
    {
        _content.Put(root, content);
        Save();
    }

    public void Delete(string root)
    {
        _content.Remove(root);
        Save();
    }

    public void WriteBundle(ReadOnlySpan<byte> pem)
    {
        if (!_content.PutBundle(pem))
        {
            return;
        }

        try
        {
            Save();
        }
        catch (RootConflictException)
        {
            // Another replica writes the same.
        }
    }

    public string Describe(string root) => $"{root} of the secret {ns}/{name}";

    private void Look()
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                Take(Wait(token => api.GetAsync(Secrets, ns, name, token)));
                _hasLooked = true;
                return;
            }
            catch (KubeApiException error) when (!_hasLooked && !error.IsRefused && clock.GetElapsedTime(started) < StartPatience)
            {
                // A server that starts together with its API server.
                Thread.Sleep(Pause);
            }
            catch (KubeApiException error)
            {
                throw new AuthorityException($"the secret {ns}/{name} with the mesh's root cannot be read: {error.Message}", error);
            }
        }
    }

    private void Save()
    {
        try
        {
            var body = CaSecretJson.Write(_seen, ns, name, _content.Data);
            Take(Wait(token => _seen is null
                ? api.CreateAsync(Secrets, ns, body, token)
                : api.ReplaceAsync(Secrets, ns, name, body, token)));
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            throw new RootConflictException($"another replica has changed the secret {ns}/{name}", error);
        }
        catch (KubeApiException error)
        {
            throw new AuthorityException($"the secret {ns}/{name} with the mesh's root cannot be written: {error.Message}", error);
        }
    }

    private void Take(KubeObject? found)
    {
        _seen = found;
        _content.Clear();
        _content = new CaSecret(CaSecretJson.Read(found));
    }

    private static T Wait<T>(Func<CancellationToken, Task<T>> call)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return Task.Run(() => call(limit.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException late)
        {
            throw new AuthorityException("the API server does not answer", late);
        }
        catch (ObjectDisposedException closed)
        {
            throw new AuthorityException("the connection to the API server has been closed", closed);
        }
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
