using System.Net;
using MeshControl.Model.Security;

namespace MeshControl.Server.KeySets;

/// <summary>How the keys of token issuers are fetched.</summary>
public sealed record KeySetOptions
{
    public KeySetFetching Fetching { get; init; }

    /// <summary>Between two successful attempts.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long keys stay in use that cannot be fetched again.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Size of an answer, in bytes.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>Attempts at a time.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Networks that are never asked, besides link-local ones and those of clouds' metadata.</summary>
    public IReadOnlyList<IPNetwork> Blocked { get; init; } = [];

    /// <summary>Networks that are asked although they would not be.</summary>
    public IReadOnlyList<IPNetwork> Allowed { get; init; } = [];

    /// <summary>A PEM file with authorities that are trusted besides the system's; null for none.</summary>
    public string? RootsFile { get; init; }
}
