using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Harbour;

/// <summary>Two regions, a namespace with a narrow scope, nothing beyond what is declared, and a gateway: `Manifests/harbour`.</summary>
public sealed class HarbourMesh() : MeshFixture("tests/MeshControl.EndToEnd.Tests/Manifests/harbour");
