namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>Meshes run one after the other: each has several processes, and its tests watch the time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeshCollection
{
    public const string Name = "mesh";
}
