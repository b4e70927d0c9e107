namespace MeshControl.Testing.Redis;

/// <summary>A Redis server: MESHCONTROL_REDIS, else "redis-server" on the PATH.</summary>
public static class RedisBinary
{
    /// <summary>The executable, or null where this machine has none.</summary>
    public static string? Path { get; } = Find();

    public static string? MissingReason { get; } = Path is null ? "needs a Redis server (Debian: redis-server; or set MESHCONTROL_REDIS)" : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MESHCONTROL_REDIS") is { Length: > 0 } set)
        {
            return File.Exists(set) ? set : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => System.IO.Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);
    }
}
