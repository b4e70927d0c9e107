using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Changes;

/// <summary>The canary sample for edits, its Envoys on delta streams.</summary>
public sealed class DeltaMesh() : MeshFixture("samples/canary");
