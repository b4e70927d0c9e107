namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A row of a random world.</summary>
internal sealed record Fact(int Key, int Value);
