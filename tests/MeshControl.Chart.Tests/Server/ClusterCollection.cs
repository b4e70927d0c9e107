namespace MeshControl.Chart.Tests.Server;

/// <summary>The tests that share the API server.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
