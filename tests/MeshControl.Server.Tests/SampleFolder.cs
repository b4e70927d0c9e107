using MeshControl.Testing;

namespace MeshControl.Server.Tests;

/// <summary>A copy of samples/bookinfo that a test may edit.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshcontrol-server-");

    public SampleFolder()
    {
        var sample = System.IO.Path.Combine(RepositoryFolder.Path, "samples", "bookinfo");
        foreach (var file in Directory.GetFiles(sample, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path => _folder.FullName;

    public string Rules => System.IO.Path.Combine(Path, "networking.yaml");

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Edit(string file, string from, string to)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
