namespace MeshControl.Model.Resources.Mesh;

/// <summary>Limits and timeouts of a proxy's connections (istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings).</summary>
public sealed record ConnectionSettings
{
    public ConnectionProfile Profile { get; init; }

    public int? ListenerPerConnectionBufferLimitBytes { get; init; }

    public int? ClusterPerConnectionBufferLimitBytes { get; init; }

    public TimeSpan? HttpIdleTimeout { get; init; }

    public TimeSpan? HttpMaxConnectionDuration { get; init; }

    public TimeSpan? HttpDrainTimeout { get; init; }

    public TimeSpan? HttpRequestTimeout { get; init; }

    public TimeSpan? HttpRequestHeadersTimeout { get; init; }

    public TimeSpan? HttpStreamIdleTimeout { get; init; }

    public TimeSpan? HttpMaxStreamDuration { get; init; }

    public int? HttpMaxConcurrentStreams { get; init; }

    public int? Http2InitialStreamWindowSize { get; init; }

    public int? Http2InitialConnectionWindowSize { get; init; }

    public HeadersWithUnderscoresAction HttpHeadersWithUnderscoresAction { get; init; }

    public bool? HttpMergeSlashes { get; init; }

    public PathWithEscapedSlashesAction HttpPathWithEscapedSlashesAction { get; init; }

    public int? ListenerConnectionLimit { get; init; }

    public int? GlobalDownstreamConnectionLimit { get; init; }
}
