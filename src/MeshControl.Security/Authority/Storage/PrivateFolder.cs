namespace MeshControl.Security.Authority.Storage;

/// <summary>A folder for private keys: nobody but the owner may look into it or its files, and a file is written whole or not at all.</summary>
internal sealed class PrivateFolder
{
    private const int MaxFileBytes = 1024 * 1024;
    private const int LockAttempts = 40;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private PrivateFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Opens the folder, and makes it where it is missing.</summary>
    /// <exception cref="AuthorityException">It cannot be made, or others may look into it.</exception>
    public static PrivateFolder Open(string path)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(path);
                }
                else
                {
                    Directory.CreateDirectory(path, OwnerFolder);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"the folder {path} for the certificate authority cannot be made: {e.Message}", e);
        }

        Refuse(path, "700");
        return new PrivateFolder(path);
    }

    /// <summary>Keeps other processes out until disposed; waits a moment for one that is at work.</summary>
    public IDisposable Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Create(System.IO.Path.Combine(Path, ".lock"), FileMode.OpenOrCreate);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                Thread.Sleep(LockPause);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new AuthorityException($"the folder {Path} cannot be locked; another process may be using it: {e.Message}", e);
            }
        }
    }

    public IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(Path, pattern).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>The file's content; the caller clears it where it holds a key.</summary>
    /// <exception cref="AuthorityException">It cannot be read, is too large, or others may read it.</exception>
    public byte[] Read(string name, int maxBytes = MaxFileBytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        Refuse(file, "600");
        try
        {
            var length = new FileInfo(file).Length;
            return length <= maxBytes ? File.ReadAllBytes(file) : throw new AuthorityException($"{file} has {length} bytes, more than any key or certificate");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a file that only the owner may read; a crash leaves the old content or the new one.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var file = System.IO.Path.Combine(Path, name);
        var draft = $"{file}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = Create(draft, FileMode.CreateNew))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new AuthorityException($"{file} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>A file to write to at its end, that no other process has open for writing.</summary>
    public FileStream Append(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        try
        {
            var stream = Create(file, FileMode.OpenOrCreate, FileShare.Read);
            stream.Seek(0, SeekOrigin.End);
            return stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{file} cannot be written; another process may be using it: {e.Message}", e);
        }
    }

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    private static FileStream Create(string file, FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(file, options);
    }

    private static void Refuse(string path, string wanted)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Others) != UnixFileMode.None)
            {
                throw new AuthorityException($"{path} holds private keys and is open to others (mode {Convert.ToString((int)mode, 8)}): chmod {wanted} {path}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
