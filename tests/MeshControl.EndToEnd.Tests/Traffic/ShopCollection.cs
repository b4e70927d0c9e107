namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>One mesh for all tests that only send requests; their pods and rules are in `Manifests/shop`.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ShopCollection : ICollectionFixture<ShopMesh>
{
    public const string Name = "shop";
}
