namespace MeshControl.Testing;

/// <summary>A stock Envoy: MESHCONTROL_ENVOY, else "envoy" on the PATH.</summary>
public static class EnvoyBinary
{
    /// <summary>The executable, or null where this machine has none.</summary>
    public static string? Path { get; } = Find();

    public static string? MissingReason { get; } = Path is null ? "needs an Envoy binary (set MESHCONTROL_ENVOY, or put envoy on the PATH)" : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MESHCONTROL_ENVOY") is { Length: > 0 } set)
            return File.Exists(set) ? set : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => System.IO.Path.Combine(folder, "envoy")).FirstOrDefault(File.Exists);
    }
}
