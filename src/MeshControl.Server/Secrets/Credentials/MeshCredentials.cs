using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;
using MeshControl.Server.Engine;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>Credentials in the engine's facts.</summary>
internal sealed class MeshCredentials : ICredentialStore
{
    // Objects that hold credentials, and those that name them.
    private static readonly string[] Kinds =
        ["Secret", "ConfigMap", "Gateway", "Ingress", "KubernetesGateway", "ReferenceGrant", "DestinationRule", "Pod", "Service"];

    private readonly MeshEngine _engine;

    public MeshCredentials(MeshEngine engine)
    {
        _engine = engine;
        engine.Published += changes =>
        {
            if (changes.Changes.Any(static change => Kinds.Contains(change.Key.Kind)))
            {
                Changed?.Invoke();
            }
        };
    }

    public event Action? Changed;

    public CredentialUse UseOf(ProxyIdentity proxy)
    {
        using var read = _engine.State.Graph.OpenReader();
        var facts = _engine.State.Facts;
        return read.Get(facts.Credentials.Use, read.Get(facts.Proxies.Class, proxy).Workload);
    }

    public StoredCredential CertificateOf(string ns, string name)
    {
        using var read = _engine.State.Graph.OpenReader();
        return read.Get(_engine.State.Facts.Credentials.Certificate, (ns, name));
    }

    public StoredCredential AuthorityOf(CredentialName name)
    {
        using var read = _engine.State.Graph.OpenReader();
        return read.Get(_engine.State.Facts.Credentials.Authority, name);
    }
}
