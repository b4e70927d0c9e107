namespace MeshControl.EndToEnd.Tests.Harbour;

/// <summary>One mesh for the tests of `Manifests/harbour`.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HarbourCollection : ICollectionFixture<HarbourMesh>
{
    public const string Name = "harbour";
}
