using MeshControl.Model.Resources;

namespace MeshControl.Server.Sources;

/// <summary>What a source saw at one time; applied as one revision.</summary>
public sealed record SourceUpdate
{
    public required string Source { get; init; }

    public IReadOnlyList<ResourceEvent> Events { get; init; } = [];

    /// <summary>Mesh settings as read; null where this update does not speak of them.</summary>
    public SettingsUpdate? Settings { get; init; }
}
