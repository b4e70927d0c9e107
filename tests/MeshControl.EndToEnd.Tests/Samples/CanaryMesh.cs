using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Samples;

public sealed class CanaryMesh() : MeshFixture("samples/canary");
