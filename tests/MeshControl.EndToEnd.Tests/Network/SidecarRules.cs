namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>The redirection of a pod's traffic into its sidecar, as Istio's init container sets it up.</summary>
internal static class SidecarRules
{
    /// <summary>The group that the sidecar runs as: its own connections go out as they are.</summary>
    public const int ProxyGroup = 1337;

    private const int OutboundPort = 15001;
    private const int InboundPort = 15006;

    // Connections of the sidecar to the app come from here.
    private const string InboundSource = "127.0.0.6/32";

    private static readonly int[] ProxyPorts = [15008, 15020, 15021, 15090];

    /// <summary>Input of `iptables-restore`.</summary>
    public static string Text { get; } = string.Join('\n',
    [
        "*nat",
        ":INBOUND - [0:0]",
        ":OUTBOUND - [0:0]",
        ":TO_INBOUND - [0:0]",
        "-A PREROUTING -p tcp -j INBOUND",
        "-A OUTPUT -p tcp -j OUTBOUND",
        $"-A TO_INBOUND -p tcp -j REDIRECT --to-ports {InboundPort}",
        .. ProxyPorts.Select(port => $"-A INBOUND -p tcp --dport {port} -j RETURN"),
        "-A INBOUND -p tcp -j TO_INBOUND",
        $"-A OUTBOUND -s {InboundSource} -o lo -j RETURN",
        $"-A OUTBOUND ! -d 127.0.0.1/32 -o lo -m owner --gid-owner {ProxyGroup} -j TO_INBOUND",
        $"-A OUTBOUND -o lo -m owner ! --gid-owner {ProxyGroup} -j RETURN",
        $"-A OUTBOUND -m owner --gid-owner {ProxyGroup} -j RETURN",
        "-A OUTBOUND -d 127.0.0.1/32 -j RETURN",
        $"-A OUTBOUND -p tcp -j REDIRECT --to-ports {OutboundPort}",
        "COMMIT",
        "",
    ]);
}
