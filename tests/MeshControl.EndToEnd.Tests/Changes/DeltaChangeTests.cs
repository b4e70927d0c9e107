using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.Changes;

/// <summary>Changes over delta streams, routes by virtual host.</summary>
[Collection(MeshCollection.Name)]
public sealed class DeltaChangeTests(DeltaMesh fixture) : ChangeTests(fixture), IClassFixture<DeltaMesh>;
