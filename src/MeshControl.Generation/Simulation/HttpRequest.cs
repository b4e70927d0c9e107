using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>A request as it travels: pseudo headers as fields, the rest in order.</summary>
public sealed record HttpRequest
{
    public required string Method { get; init; }

    /// <summary>Host and port as the client wrote them; empty where there is none.</summary>
    public required string Authority { get; init; }

    /// <summary>Path with query, as it is on the wire.</summary>
    public required string Path { get; init; }

    public string Scheme { get; init; } = "http";

    public ImmutableArray<HttpHeader> Headers { get; init; } = [];

    /// <summary>The path without query and fragment.</summary>
    public string PathOnly => Path.IndexOfAny(['?', '#']) is var end and >= 0 ? Path[..end] : Path;

    /// <summary>All values of a header (or pseudo header) joined by commas, as Envoy's matchers see them; null where it is missing.</summary>
    public string? Header(string name)
    {
        switch (name.ToLowerInvariant())
        {
            case ":method": return Method;
            case ":authority" or "host": return Authority;
            case ":path": return Path;
            case ":scheme": return Scheme;
        }

        List<string> values = [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return values.Count == 0 ? null : string.Join(',', values);
    }

    /// <summary>This request with a header (or pseudo header) that has just this value.</summary>
    public HttpRequest With(string name, string value) => name.ToLowerInvariant() switch
    {
        ":method" => this with { Method = value },
        ":authority" or "host" => this with { Authority = value },
        ":path" => this with { Path = value },
        ":scheme" => this with { Scheme = value },
        var plain => this with { Headers = Without(plain).Headers.Add(new(plain, value)) },
    };

    /// <summary>This request without a header.</summary>
    public HttpRequest Without(string name) =>
        this with { Headers = Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) };
}
