namespace MeshControl.Generation.Clusters;

/// <summary>How a cluster finds its hosts.</summary>
internal enum DiscoveryKind
{
    /// <summary>From a load assignment resource.</summary>
    Eds,

    /// <summary>Every address of a name.</summary>
    StrictDns,

    /// <summary>One address of a name at a time.</summary>
    LogicalDns,

    /// <summary>The address that the client dialled.</summary>
    OriginalDestination,

    /// <summary>A name taken from the request.</summary>
    DynamicForwardProxy,
}
