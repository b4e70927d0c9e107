using MeshControl.Security.Authority;

namespace MeshControl.Security.Authentication;

/// <summary>What a file says, parsed again when it changed; looked at no more than once in a while. A bad new content leaves the old one in use.</summary>
internal sealed class WatchedFile<T>
    where T : class
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Func<string, T> _parse;
    private readonly TimeProvider _clock;
    private readonly Action<Exception> _failed;
    private (DateTime Written, long Length) _version;
    private long _checked;
    private T _value;

    /// <exception cref="AuthorityException">The file cannot be read at the start.</exception>
    public WatchedFile(string path, Func<string, T> parse, TimeProvider clock, Action<Exception> failed)
    {
        _path = path;
        _parse = parse;
        _clock = clock;
        _failed = failed;
        _version = Version();
        _value = Read();
        _checked = clock.GetTimestamp();
    }

    public T Value
    {
        get
        {
            lock (_gate)
            {
                if (_clock.GetElapsedTime(_checked) >= Interval)
                {
                    _checked = _clock.GetTimestamp();
                    Update();
                }

                return _value;
            }
        }
    }

    private void Update()
    {
        var version = Version();
        if (version == _version)
        {
            return;
        }

        _version = version;
        try
        {
            _value = Read();
        }
        catch (AuthorityException e)
        {
            _failed(e);
        }
    }

    private T Read()
    {
        try
        {
            return _parse(File.ReadAllText(_path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{_path} cannot be read: {e.Message}", e);
        }
    }

    private (DateTime, long) Version()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
