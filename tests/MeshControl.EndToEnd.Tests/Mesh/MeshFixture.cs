using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>One mesh for all tests that share the fixture, from a folder of the repository.</summary>
public abstract class MeshFixture(string folder) : IAsyncLifetime
{
    private TestMesh? _mesh;

    internal TestMesh Mesh => _mesh ?? throw new InvalidOperationException("the mesh was not started");

    public async Task InitializeAsync()
    {
        // Fixtures are made for skipped tests too.
        if (NetworkSupport.MissingReason is null)
        {
            _mesh = await TestMesh.StartAsync(Path.Combine(RepositoryFolder.Path, folder));
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
