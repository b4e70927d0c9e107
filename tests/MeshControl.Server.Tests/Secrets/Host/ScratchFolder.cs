namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mesh-test-");

    public string Path => _root.FullName;

    public void Dispose() => _root.Delete(recursive: true);
}
