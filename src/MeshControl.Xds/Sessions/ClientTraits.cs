using Envoy.Config.Core.V3;

namespace MeshControl.Xds.Sessions;

/// <summary>What kind of client opened a stream, as far as the protocol depends on it.</summary>
/// <param name="IsGrpc">A gRPC library: it never means everything by an empty list.</param>
/// <param name="TakesVirtualHosts">Stock Envoy of a version that is known to take virtual hosts by VHDS on the ADS stream.</param>
/// <param name="Version">`1.40.0`, or empty where the node does not tell.</param>
public sealed record ClientTraits(bool IsGrpc, bool TakesVirtualHosts, string Version)
{
    private static readonly Version OldestWithVirtualHosts = new(1, 30);

    /// <summary>Reads user_agent_name and user_agent_build_version.</summary>
    public static ClientTraits Of(Node node)
    {
        var build = node.UserAgentBuildVersion?.Version;
        var version = build is null ? node.UserAgentVersion : $"{build.MajorNumber}.{build.MinorNumber}.{build.Patch}";
        var isEnvoy = node.UserAgentName == "envoy";
        var isNewEnough = System.Version.TryParse(version, out var parsed) && parsed >= OldestWithVirtualHosts;
        return new ClientTraits(node.UserAgentName.StartsWith("gRPC", StringComparison.OrdinalIgnoreCase), isEnvoy && isNewEnough, version);
    }
}
