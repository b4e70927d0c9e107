namespace MeshControl.Server.Debugging;

/// <summary>What the admin port offers, for people.</summary>
internal static class AdminIndex
{
    public const string Text = """
        meshd
          /healthz                                     the process answers
          /readyz                                      every source has been read once
          /metrics                                     Prometheus metrics
          /debug/syncz                                 connected proxies and where each stands, by type
          /debug/config_dump?proxyID=POD.NAMESPACE     what a proxy was sent (add &include_eds for endpoints, &types=cds,lds to choose)
          /debug/findings                              mistakes in the configuration as it is now
          /debug/graph                                 counts of the derivation engine

        """;
}
