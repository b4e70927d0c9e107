using MeshControl.Incremental;

namespace MeshControl.Generation.Routes;

/// <summary>For whom routes are made: the part of a proxy that static predicates and defaults look at.</summary>
public sealed record RouteScope
{
    /// <summary>`mesh`, or the gateway as `namespace/name`.</summary>
    public required string Gateway { get; init; }

    /// <summary>The port under construction: a sidecar's listener port (0 for proxies that take every port) or a gateway server's number.</summary>
    public required int Port { get; init; }

    /// <summary>True where the server terminates TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>Configuration namespace of the proxy.</summary>
    public required string ClientNamespace { get; init; }

    public EquatableMap<string, string> ClientLabels { get; init; } = EquatableMap<string, string>.Empty;

    public required RouteDefaults Defaults { get; init; }
}
