namespace MeshControl.Security.Authority.Storage;

/// <summary>Roots in a private folder, a file each.</summary>
internal sealed class FolderRoots(string path) : IRootStorage
{
    private const string BundleFile = "roots.pem";
    private const string Files = "root-*.pem";

    // Opened anew each time: the folder may be replaced, and its mode is checked.
    private PrivateFolder Folder => PrivateFolder.Open(path);

    public IReadOnlyList<string> Names() => [.. Folder.Names(Files)];

    public byte[] Read(string name) => Folder.Read(name);

    public IDisposable Lock() => Folder.Lock();

    public void Write(string name, ReadOnlySpan<byte> content) => Folder.Write(name, content);

    public void Delete(string name) => Folder.Delete(name);

    public void WriteBundle(ReadOnlySpan<byte> pem) => Folder.Write(BundleFile, pem);

    public string Describe(string name) => Path.Combine(path, name);
}
