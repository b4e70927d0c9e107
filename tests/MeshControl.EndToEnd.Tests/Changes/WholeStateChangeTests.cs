using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Changes;

/// <summary>Changes over state-of-the-world streams.</summary>
[Collection(MeshCollection.Name)]
public sealed class WholeStateChangeTests(WholeStateMesh fixture) : ChangeTests(fixture), IClassFixture<WholeStateMesh>;
