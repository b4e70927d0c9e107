namespace MeshControl.Server.Sources;

/// <summary>One state of a file: its stamp, by which a scan sees that it has not changed, and its content until it has been read.</summary>
internal sealed class FileVersion
{
    // A writer that truncates and then writes must not be caught half-way: content counts once the file has rested this long.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(8);
    private readonly DateTime _modified;
    private readonly long _length;

    private FileVersion(DateTime modified, long length, byte[] content)
    {
        _modified = modified;
        _length = length;
        Content = content;
    }

    public byte[] Content { get; private set; }

    /// <summary>Lets go of the content once it has been used.</summary>
    public void Forget() => Content = [];

    /// <summary>The file as it is now, or null where it is as known, vanished, or cannot be read (the next scan tries again).</summary>
    public static async Task<FileVersion?> ReadIfChangedAsync(
        string path, FileVersion? known, bool isFirst, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var file = new FileInfo(path);
                if (!file.Exists || (known is not null && known._modified == file.LastWriteTimeUtc && known._length == file.Length))
                {
                    return null;
                }

                var age = clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc;
                if (!isFirst && age >= TimeSpan.Zero && age < Rest)
                {
                    await Task.Delay(Rest - age, clock, cancellationToken);
                    continue;
                }

                var content = await File.ReadAllBytesAsync(path, cancellationToken);
                var version = new FileVersion(file.LastWriteTimeUtc, file.Length, content);
                file.Refresh();
                if (!file.Exists || file.Length != version._length || file.LastWriteTimeUtc != version._modified)
                {
                    continue;
                }

                return version;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
