using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>The chains of a port, by mutual TLS mode and protocol, in order (traffic specification 3.8, security specification 3.4).</summary>
internal static class InboundChainTable
{
    private const string Tls = "tls";
    private const string Plain = "raw_buffer";

    private static readonly InboundChainKind MutualHttp = new(Tls, HttpAlpn.MeshHttp, IsHttp: true, TerminatesTls: true);
    private static readonly InboundChainKind PlainHttpOnly = new(Plain, HttpAlpn.Plain, IsHttp: true, TerminatesTls: false);
    private static readonly InboundChainKind AnyPlainHttp = new(Plain, [], IsHttp: true, TerminatesTls: false);
    private static readonly InboundChainKind AnyPlainTcp = new(Plain, [], IsHttp: false, TerminatesTls: false);
    private static readonly InboundChainKind AnyMutualTcp = new(Tls, [], IsHttp: false, TerminatesTls: true);

    // TLS that the application itself speaks.
    private static readonly InboundChainKind ForeignTls = new(Tls, [], IsHttp: false, TerminatesTls: false);

    private static readonly InboundChainKind[] PermissiveAuto =
        [MutualHttp, PlainHttpOnly, new(Tls, HttpAlpn.MeshTcp, IsHttp: false, TerminatesTls: true), AnyPlainTcp, ForeignTls];

    private static readonly InboundChainKind[] PermissiveHttp = [new(Tls, HttpAlpn.Mesh, IsHttp: true, TerminatesTls: true), AnyPlainHttp];
    private static readonly InboundChainKind[] PermissiveTcp = [new(Tls, HttpAlpn.Mesh, IsHttp: false, TerminatesTls: true), ForeignTls, AnyPlainTcp];
    private static readonly InboundChainKind[] StrictAuto = [MutualHttp, AnyMutualTcp];
    private static readonly InboundChainKind[] StrictHttp = [new(Tls, [], IsHttp: true, TerminatesTls: true)];
    private static readonly InboundChainKind[] StrictTcp = [AnyMutualTcp];
    private static readonly InboundChainKind[] DisabledAuto = [PlainHttpOnly, AnyPlainTcp];
    private static readonly InboundChainKind[] DisabledHttp = [AnyPlainHttp];
    private static readonly InboundChainKind[] DisabledTcp = [AnyPlainTcp];

    public static IReadOnlyList<InboundChainKind> Of(MutualTlsMode mode, Protocol protocol) => (mode, protocol) switch
    {
        (MutualTlsMode.Strict, Protocol.Auto) => StrictAuto,
        (MutualTlsMode.Strict, _) => protocol.IsHttp() ? StrictHttp : StrictTcp,
        (MutualTlsMode.Disable, Protocol.Auto) => DisabledAuto,
        (MutualTlsMode.Disable, _) => protocol.IsHttp() ? DisabledHttp : DisabledTcp,
        (_, Protocol.Auto) => PermissiveAuto,
        _ => protocol.IsHttp() ? PermissiveHttp : PermissiveTcp,
    };
}
