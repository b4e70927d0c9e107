using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>TLS towards an endpoint.</summary>
/// <param name="Name">Name of the matched transport socket; empty for the cluster's only one.</param>
/// <param name="ServerName">SNI that is sent; empty for none.</param>
/// <param name="Protocols">ALPN that is offered.</param>
/// <param name="ShowsCertificate">True where the proxy has a client certificate to show (mutual TLS).</param>
public sealed record UpstreamTls(string Name, string ServerName, ImmutableArray<string> Protocols, bool ShowsCertificate);
