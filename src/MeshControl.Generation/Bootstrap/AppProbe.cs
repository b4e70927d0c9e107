namespace MeshControl.Generation.Bootstrap;

/// <summary>
/// A path of the status port that answers what the app would: kubelets and scrapers ask the proxy's own port, which is not captured, so that the
/// app's ports may demand mutual TLS.
/// </summary>
public sealed record AppProbe
{
    /// <summary>What is asked at the status port.</summary>
    public required string Path { get; init; }

    public required AppProbeKind Kind { get; init; }

    /// <summary>The app's port.</summary>
    public required int Port { get; init; }

    /// <summary>Path and query at the app.</summary>
    public string RequestPath { get; init; } = "/";

    /// <summary>The app's certificate is not verified, as a kubelet does not.</summary>
    public bool IsHttps { get; init; }

    /// <summary>Host header; empty for none of its own.</summary>
    public string Host { get; init; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The service that a gRPC health check names.</summary>
    public string GrpcService { get; init; } = "";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the kubelet asks.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);
}
