using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Samples;

public sealed class BlueGreenMesh() : MeshFixture("samples/blue-green");
