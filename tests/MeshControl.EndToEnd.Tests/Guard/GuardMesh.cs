using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing.Tokens;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>The mesh of <see cref="GuardTable"/>.</summary>
public sealed class GuardMesh : IAsyncLifetime, IDisposable
{
    private TestMesh? _mesh;
    private AuthorizerApp? _authorizer;

    internal TestMesh Mesh => _mesh ?? throw new InvalidOperationException("the mesh was not started");

    internal IReadOnlyList<GuardCase> Cases { get; private set; } = [];

    /// <summary>Issuer of `https://first.example`.</summary>
    internal TestIssuer First { get; } = new();

    /// <summary>Issuer of `second`.</summary>
    internal TestIssuer Second { get; } = new();

    public async Task InitializeAsync()
    {
        if (NetworkSupport.MissingReason is not null)
        {
            return;
        }

        Cases = new GuardTable(First, Second).Cases;
        var folder = GuardManifests.Write(Cases, First, Second);
        try
        {
            _mesh = await TestMesh.StartAsync(folder.FullName, usesStateOfTheWorld: false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        _authorizer = await AuthorizerApp.StartAsync(_mesh["authz-0"].Place);
    }

    /// <summary>The address of a case's pod.</summary>
    internal string AddressOf(GuardCase item) => GuardManifests.AddressOf(Cases.Select(static other => other.Server).Distinct().ToList().IndexOf(item.Server));

    public async Task DisposeAsync()
    {
        if (_authorizer is not null)
        {
            await _authorizer.DisposeAsync();
        }

        if (_mesh is not null)
        {
            await _mesh.DisposeAsync();
        }
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
