using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>One commit and the derived values read after it.</summary>
internal sealed record Round(ImmutableArray<Edit> Edits, ImmutableArray<Slot> Reads);
