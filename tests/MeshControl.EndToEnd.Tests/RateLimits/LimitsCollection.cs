namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>One mesh for all tests of rate limits; no two of them use the same path.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LimitsCollection : ICollectionFixture<LimitsMesh>
{
    public const string Name = "limits";
}
