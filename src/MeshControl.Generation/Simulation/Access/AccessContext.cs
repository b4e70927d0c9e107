using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Simulation.Access;

/// <summary>What access rules may look at.</summary>
internal sealed record AccessContext
{
    /// <summary>Null for a connection whose bytes are not looked into.</summary>
    public required HttpRequest? Request { get; init; }

    public required Connection Connection { get; init; }

    /// <summary>The URI name of the client certificate; null where the proxy did not end mutual TLS.</summary>
    public required string? Identity { get; init; }

    /// <summary>SNI as the listener saw it.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>True where the proxy ended TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>Where the request started: a trusted x-forwarded-for, or the connection's source.</summary>
    public required IPAddress Origin { get; init; }

    /// <summary>What filters noted, by filter name.</summary>
    public ImmutableDictionary<string, JsonObject> Metadata { get; init; } = ImmutableDictionary<string, JsonObject>.Empty;

    /// <summary>This context with one more note of a filter.</summary>
    public AccessContext Noting(string filter, string key, JsonNode value)
    {
        var notes = (JsonObject?)Metadata.GetValueOrDefault(filter)?.DeepClone() ?? [];
        notes[key] = value;
        return this with { Metadata = Metadata.SetItem(filter, notes) };
    }
}
