using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>Two callers, two replicas of a server and a gateway, with a rule for each path: `Manifests/limits`.</summary>
public sealed class LimitsMesh() : MeshFixture("tests/MeshControl.EndToEnd.Tests/Manifests/limits");
