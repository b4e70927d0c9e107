using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Changes;

/// <summary>The canary sample for edits, its Envoys on state-of-the-world streams.</summary>
public sealed class WholeStateMesh() : MeshFixture("samples/canary", usesStateOfTheWorld: true);
