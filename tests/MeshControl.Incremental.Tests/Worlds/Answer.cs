namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A derived value of a random world; a class, so that a kept object can be told from an equal one.</summary>
internal sealed record Answer(int Number);
