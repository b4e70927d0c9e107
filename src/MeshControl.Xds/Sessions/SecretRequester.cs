using MeshControl.Model.Proxies;

namespace MeshControl.Xds.Sessions;

/// <summary>Who asks for secrets.</summary>
/// <param name="Proxy">What the node says it is; a claim, unless <paramref name="Principal"/> confirms it.</param>
/// <param name="Principal">The verified identity (a SPIFFE ID), or null on an unauthenticated stream.</param>
/// <param name="IsEncrypted">True where the stream runs over TLS.</param>
/// <param name="IsLoopback">True where the peer is this machine.</param>
public sealed record SecretRequester(ProxyIdentity Proxy, string? Principal, bool IsEncrypted, bool IsLoopback);
