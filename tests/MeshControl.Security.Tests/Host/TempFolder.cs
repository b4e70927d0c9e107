namespace MeshControl.Security.Tests.Host;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mesh-ca-");

    public string Path => _root.FullName;

    /// <summary>A path in it where nothing is yet.</summary>
    public string New(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _root.Delete(recursive: true);
}
