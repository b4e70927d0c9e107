using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>The credentials in the mesh's objects, at the newest revision.</summary>
internal interface ICredentialStore
{
    /// <summary>Raised on any thread when an answer may be another one; handlers only set a flag and wake a task.</summary>
    event Action? Changed;

    /// <summary>What the configuration of a proxy names.</summary>
    CredentialUse UseOf(ProxyIdentity proxy);

    /// <summary>A certificate with its key.</summary>
    StoredCredential CertificateOf(string ns, string name);

    /// <summary>An authority; the namespace of the name is filled in.</summary>
    StoredCredential AuthorityOf(CredentialName name);
}
