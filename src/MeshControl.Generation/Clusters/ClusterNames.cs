namespace MeshControl.Generation.Clusters;

/// <summary>Names of clusters, which routes, filter chains and load assignments refer to (traffic specification 2.1).</summary>
public static class ClusterNames
{
    public const string BlackHole = "BlackHoleCluster";
    public const string Passthrough = "PassthroughCluster";
    public const string InboundPassthrough = "InboundPassthroughCluster";
    public const string AllowAnyDynamicDns = "AllowAnyDynamicDNSCluster";

    /// <summary>A service port as its clients see it; the default cluster has an empty subset.</summary>
    public static string Outbound(int port, string subset, string host) => $"outbound|{port}|{subset}|{host}";

    /// <summary>The same service port behind a gateway that routes by SNI; also the SNI that mesh clients send.</summary>
    public static string SniRouted(int port, string subset, string host) => $"outbound_.{port}_.{subset}_.{host}";

    /// <summary>A port of the workload itself.</summary>
    public static string Inbound(int targetPort) => $"inbound|{targetPort}||";
}
