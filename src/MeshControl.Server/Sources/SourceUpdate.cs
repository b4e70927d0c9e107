using MeshControl.Model.Extensions;
using MeshControl.Model.Resources;
using MeshControl.Model.Security;

namespace MeshControl.Server.Sources;

/// <summary>What a source saw at one time; applied as one revision.</summary>
public sealed record SourceUpdate
{
    public required string Source { get; init; }

    public IReadOnlyList<ResourceEvent> Events { get; init; } = [];

    /// <summary>Keys of token issuers as fetched; null for one that is no longer needed.</summary>
    public IReadOnlyList<(KeySetKey Key, KeySet? Fetched)> KeySets { get; init; } = [];

    /// <summary>Wasm modules as fetched; null for one that is no longer needed.</summary>
    public IReadOnlyList<(WasmModuleKey Key, WasmModule? Fetched)> Modules { get; init; } = [];

    /// <summary>Mesh settings as read; null where this update does not speak of them.</summary>
    public SettingsUpdate? Settings { get; init; }
}
