using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>One mesh for all tests that share the fixture.</summary>
/// <param name="folder">Its YAML, relative to the repository.</param>
/// <param name="usesStateOfTheWorld">How its Envoys get their configuration; delta otherwise.</param>
public abstract class MeshFixture(string folder, bool usesStateOfTheWorld = false) : IAsyncLifetime
{
    private TestMesh? _mesh;

    internal TestMesh Mesh => _mesh ?? throw new InvalidOperationException("the mesh was not started");

    public async Task InitializeAsync()
    {
        // Fixtures are made for skipped tests too.
        if (NetworkSupport.MissingReason is null)
        {
            _mesh = await TestMesh.StartAsync(Path.Combine(RepositoryFolder.Path, folder), usesStateOfTheWorld);
        }
    }

    public async Task DisposeAsync()
    {
        if (_mesh is not null)
        {
            await _mesh.DisposeAsync();
        }
    }
}
