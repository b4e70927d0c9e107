namespace MeshControl.Testing.Clusters;

/// <summary>A Helm 3: MESHCONTROL_HELM, else "helm" on the PATH.</summary>
public static class HelmBinary
{
    /// <summary>The executable, or null where this machine has none.</summary>
    public static string? Path { get; } = Find();

    public static string? MissingReason { get; } = Path is null ? "needs helm (set MESHCONTROL_HELM, or put helm on the PATH)" : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MESHCONTROL_HELM") is { Length: > 0 } set)
            return File.Exists(set) ? set : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => System.IO.Path.Combine(folder, "helm")).FirstOrDefault(File.Exists);
    }
}
