namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>One derived value of a random world: its layer and key. A layer reads only the layers below it.</summary>
internal readonly record struct Slot(int Layer, int Key);
