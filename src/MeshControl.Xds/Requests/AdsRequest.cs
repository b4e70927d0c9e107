using MeshControl.Generation.Output;

namespace MeshControl.Xds.Requests;

/// <summary>A decoded DiscoveryRequest or DeltaDiscoveryRequest; fields of the other variant stay empty.</summary>
internal sealed record AdsRequest
{
    public string TypeUrl { get; init; } = "";

    /// <summary>Null where the type is not served.</summary>
    public ResourceType? Type { get; init; }

    /// <summary>The nonce of the response that is answered; empty in a spontaneous request.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>State of the world: the version the client has accepted last.</summary>
    public string Version { get; init; } = "";

    /// <summary>The client's reason for rejecting the response; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>State of the world: the complete subscription. Delta: names to add.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Delta: names to drop.</summary>
    public IReadOnlyList<string> Unsubscribed { get; init; } = [];

    /// <summary>Delta, first request of a type: what the client holds from an earlier stream, name and version.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InitialVersions { get; init; } = [];
}
