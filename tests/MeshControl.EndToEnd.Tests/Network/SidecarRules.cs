using MeshControl.Generation.Injection.Capture;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>The redirection of a pod's traffic into its sidecar, with the rules that the injector writes into its init container.</summary>
internal static class SidecarRules
{
    /// <summary>The user and group that the sidecar runs as: its own connections go out as they are.</summary>
    public const int ProxyId = CaptureSettings.DefaultProxyId;

    /// <summary>Input of `iptables-restore`.</summary>
    public static string Text { get; } = CaptureRules.Render(new CaptureSettings { ExcludeInboundPorts = ["15090", "15021", "15020"] }, isIPv6: false);
}
