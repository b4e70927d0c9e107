using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;
using MeshControl.Security.Identity;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>A proxy asks for a credential.</summary>
/// <param name="Type">What the proxy says it is.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="Text">The name it asks by.</param>
/// <param name="Name">The same, read.</param>
internal sealed record CredentialRequest(ProxyType Type, SpiffeId Identity, string Text, CredentialName Name)
{
    /// <summary>The namespace that the credential is in.</summary>
    public string Namespace => Name.Namespace.Length > 0 ? Name.Namespace : Identity.Workload?.Namespace ?? "";
}
