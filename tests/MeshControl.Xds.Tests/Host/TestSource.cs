using System.Collections.Concurrent;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshControl.Generation.Output;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Catalog;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Tests.Host;

/// <summary>Serves one mesh to every proxy, and secrets that exist because the test says so.</summary>
internal sealed class TestSource(TestMesh mesh) : IProxyConfigSource, ISecretSource
{
    public const string FencePrefix = "fence-";

    /// <summary>A secret whose look-up fails.</summary>
    public const string Faulty = "faulty";

    private readonly ConcurrentDictionary<string, EncodedResource> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SecretSession, byte> _sessions = [];
    private ProxyConfig _config = mesh.Build();

    public bool IsReady { get; set; } = true;

    public ProxyCatalog Catalog { get; } = new();

    public TestMesh Mesh { get; } = mesh;

    /// <summary>Runs inside ConnectAsync after the proxy is registered.</summary>
    public Action? Connecting { get; set; }

    public Func<SecretRequester, bool> AllowsSecrets { get; set; } = static _ => true;

    public ValueTask<IProxySubscription> ConnectAsync(ProxyIdentity proxy, CancellationToken cancellationToken)
    {
        var entry = Catalog.Connect(proxy, _config);
        Connecting?.Invoke();
        return ValueTask.FromResult<IProxySubscription>(entry);
    }

    /// <summary>Changes the mesh and publishes it to every connected proxy.</summary>
    public void Push(Action<TestMesh> change)
    {
        change(Mesh);
        Publish(Mesh.Build());
    }

    public void Publish(ProxyConfig config)
    {
        _config = config;
        foreach (var entry in Catalog.Entries)
        {
            entry.Config.Publish(config);
        }
    }

    public void SetSecret(string name, string key)
    {
        var secret = new Secret
        {
            Name = name,
            TlsCertificate = new TlsCertificate
            {
                CertificateChain = new() { InlineString = "chain of " + name }, PrivateKey = new() { InlineString = key },
            },
        };
        _secrets[name] = ResourceEncoder.Encode(ResourceType.Secret, name, secret);
        SignalSecrets();
    }

    public void RemoveSecret(string name)
    {
        _secrets.TryRemove(name, out _);
        SignalSecrets();
    }

    public ISecretSession Open(SecretRequester requester)
    {
        var session = new SecretSession(this, AllowsSecrets(requester));
        _sessions.TryAdd(session, 0);
        return session;
    }

    private void SignalSecrets()
    {
        foreach (var session in _sessions.Keys)
        {
            session.Signal();
        }
    }

    private sealed class SecretSession(TestSource source, bool isAllowed) : ISecretSession
    {
        public event Action? Changed;

        public EncodedResource? Find(string name)
        {
            if (name.StartsWith(FencePrefix, StringComparison.Ordinal))
            {
                return ResourceEncoder.Encode(ResourceType.Secret, name, new Secret { Name = name });
            }

            if (name == Faulty)
            {
                throw new InvalidOperationException("a fault on purpose");
            }

            return isAllowed ? source._secrets.GetValueOrDefault(name) : null;
        }

        public void Signal() => Changed?.Invoke();

        public void Dispose() => source._sessions.TryRemove(this, out _);
    }
}
