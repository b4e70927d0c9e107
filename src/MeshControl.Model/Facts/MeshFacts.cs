using MeshControl.Incremental;

namespace MeshControl.Model.Facts;

/// <summary>
/// Every table and every view of the mesh, by area. It only declares: take the area you need, read through an <see cref="IReader"/>.
/// </summary>
public sealed class MeshFacts
{
    public MeshFacts(Graph graph)
    {
        Graph = graph;
        Settings = new(graph);
        Resources = new(graph);
        Services = new(graph, Resources, Settings);
        Converted = new(graph, Resources, Settings);
        Traffic = new(graph, Resources, Settings, Converted);
        Scopes = new(graph, Resources, Settings, Services, Traffic);
        Proxies = new(graph, Resources, Settings, Services, Traffic);
        Security = new(graph, Resources, Settings);
        Telemetry = new(graph, Resources, Settings);
        Gateways = new(graph, Resources, Services, Converted);
        Extensions = new(graph, Resources, Settings);
        KeySets = new(graph, Resources, Settings, Services);
        Credentials = new(graph, Resources, Services, Converted, Gateways);
        Patches = new(graph, Resources, Settings);
        RateLimits = new(graph, Resources, Settings);
    }

    public Graph Graph { get; }

    public SettingsFacts Settings { get; }

    /// <summary>Objects as decoded.</summary>
    public ResourceFacts Resources { get; }

    public ServiceFacts Services { get; }

    /// <summary>What Ingresses and Gateway API objects mean.</summary>
    public ConvertedFacts Converted { get; }

    public TrafficFacts Traffic { get; }

    public ScopeFacts Scopes { get; }

    public ProxyFacts Proxies { get; }

    public SecurityFacts Security { get; }

    public TelemetryFacts Telemetry { get; }

    public GatewayFacts Gateways { get; }

    public ExtensionFacts Extensions { get; }

    public CredentialFacts Credentials { get; }

    /// <summary>Keys of token issuers.</summary>
    public KeySetFacts KeySets { get; }

    public EnvoyPatchFacts Patches { get; }

    public RateLimitFacts RateLimits { get; }
}
