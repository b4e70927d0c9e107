using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.ProxyProtocol.V3;
using Envoy.Extensions.TransportSockets.RawBuffer.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using Match = Envoy.Config.Cluster.V3.Cluster.Types.TransportSocketMatch;

namespace MeshControl.Generation.Clusters;

/// <summary>Transport sockets by name, and the choice between mesh mTLS and plain text by endpoint (traffic specification 5.10).</summary>
internal static class TransportSockets
{
    /// <summary>Endpoint metadata that selects a socket.</summary>
    public const string TlsModeKey = "tlsMode";

    public const string MeshTlsMode = "istio";
    private const string TlsName = "envoy.transport_sockets.tls";
    private const string RawBufferName = "envoy.transport_sockets.raw_buffer";
    private const string ProxyProtocolName = "envoy.transport_sockets.upstream_proxy_protocol";

    public static TransportSocket Tls(UpstreamTlsContext context) => new() { Name = TlsName, TypedConfig = Any.Pack(context) };

    /// <summary>mTLS to endpoints that say so, plain text to all others.</summary>
    public static IEnumerable<Match> ByEndpoint(TransportSocket tls) =>
    [
        new Match
        {
            Name = "tlsMode-istio",
            Match = new Struct { Fields = { [TlsModeKey] = Value.ForString(MeshTlsMode) } },
            TransportSocket = tls,
        },
        new Match { Name = "tlsMode-disabled", Match = new Struct(), TransportSocket = RawBuffer(RawBufferName) },
    ];

    /// <summary>Puts the PROXY protocol before every socket of a cluster.</summary>
    public static void AddProxyProtocol(ClusterDraft draft, ProxyProtocolSettings rule)
    {
        var cluster = draft.Message;
        if (cluster.TransportSocketMatches.Count > 0)
        {
            foreach (var match in cluster.TransportSocketMatches)
            {
                match.TransportSocket = Wrap(match.TransportSocket, rule);
            }
        }
        else
        {
            cluster.TransportSocket = Wrap(cluster.TransportSocket ?? RawBuffer("raw_buffer"), rule);
        }
    }

    private static TransportSocket Wrap(TransportSocket inner, ProxyProtocolSettings rule) => new()
    {
        Name = ProxyProtocolName,
        TypedConfig = Any.Pack(new ProxyProtocolUpstreamTransport
        {
            Config = new()
            {
                Version = rule.Version == ProxyProtocolVersion.V2
                    ? ProxyProtocolConfig.Types.Version.V2
                    : ProxyProtocolConfig.Types.Version.V1,
            },
            TransportSocket = inner,
        }),
    };

    private static TransportSocket RawBuffer(string name) => new() { Name = name, TypedConfig = Any.Pack(new RawBuffer()) };
}
