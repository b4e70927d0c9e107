namespace MeshControl.Kubernetes.Tests;

/// <summary>Tests that share one real API server; each uses names or a namespace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class RealServerCollection : ICollectionFixture<RealServerFixture>
{
    public const string Name = "a real API server";
}
