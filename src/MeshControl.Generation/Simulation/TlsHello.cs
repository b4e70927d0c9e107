using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>What a TLS client says first.</summary>
/// <param name="ServerName">SNI; null without one.</param>
/// <param name="Protocols">ALPN names, preferred first.</param>
/// <param name="Identity">URI name (SPIFFE ID) of the certificate that the client can show; null without one.</param>
public sealed record TlsHello(string? ServerName, ImmutableArray<string> Protocols, string? Identity = null);
