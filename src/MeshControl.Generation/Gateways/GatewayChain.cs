using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using MeshControl.Incremental;

namespace MeshControl.Generation.Gateways;

/// <summary>One filter chain of a gateway before it is checked against the others of its listener.</summary>
/// <param name="ServerNames">SNI it takes; with `*` among them, or with none, any.</param>
/// <param name="Filters">Network filters.</param>
internal sealed record GatewayChain(IReadOnlyList<string> ServerNames, IEnumerable<Filter> Filters)
{
    /// <summary>Ends TLS; null for plaintext and for TLS that passes through.</summary>
    public TransportSocket? Tls { get; init; }

    /// <summary>ALPN it takes; empty for any.</summary>
    public EquatableArray<string> ApplicationProtocols { get; init; }

    /// <summary>True where a chain that cannot have all of its names has none.</summary>
    public bool IsWhole { get; init; }

    public bool NeedsTlsInspector => ServerNames.Count > 0 || Tls is not null;
}
