namespace MeshControl.Generation.Output;

/// <summary>One xDS resource type: its short name, type URL, place in a push, and the rules of its responses.</summary>
/// <param name="Name">Short name as people say it: CDS, EDS, LDS…</param>
/// <param name="TypeUrl">The Any type of its resources.</param>
/// <param name="Rank">Place in one push: lower goes first.</param>
/// <param name="IsRoot">True where a client may subscribe to everything with a wildcard.</param>
/// <param name="IsFullState">True where a state-of-the-world response must hold the whole set (absence deletes).</param>
public sealed record ResourceType(string Name, string TypeUrl, int Rank, bool IsRoot, bool IsFullState)
{
    private const string Prefix = "type.googleapis.com/";

    public static readonly ResourceType Cluster = new("CDS", Prefix + "envoy.config.cluster.v3.Cluster", 0, true, true);
    public static readonly ResourceType Endpoint = new("EDS", Prefix + "envoy.config.endpoint.v3.ClusterLoadAssignment", 1, false, false);
    public static readonly ResourceType Listener = new("LDS", Prefix + "envoy.config.listener.v3.Listener", 2, true, true);
    public static readonly ResourceType Extension = new("ECDS", Prefix + "envoy.config.core.v3.TypedExtensionConfig", 3, false, false);
    public static readonly ResourceType Route = new("RDS", Prefix + "envoy.config.route.v3.RouteConfiguration", 4, false, false);
    public static readonly ResourceType VirtualHost = new("VHDS", Prefix + "envoy.config.route.v3.VirtualHost", 5, true, false);
    public static readonly ResourceType Secret = new("SDS", Prefix + "envoy.extensions.transport_sockets.tls.v3.Secret", 6, false, false);

    /// <summary>Every type that is served, in push order.</summary>
    public static IReadOnlyList<ResourceType> All { get; } = [Cluster, Endpoint, Listener, Extension, Route, VirtualHost, Secret];

    /// <summary>The type with this URL, or null where it is not served.</summary>
    public static ResourceType? Find(string typeUrl)
    {
        foreach (var type in All)
        {
            if (string.Equals(type.TypeUrl, typeUrl, StringComparison.Ordinal))
            {
                return type;
            }
        }

        return null;
    }

    public override string ToString() => Name;
}
