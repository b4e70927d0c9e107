namespace MeshControl.Testing;

/// <summary>Finds the reference scenarios: MESHCONTROL_SHARED, else the folder "shared" beside the repository.</summary>
public static class ReferenceFiles
{
    /// <summary>The folder that holds scenarios/ and istioctl/; null when it is not on this machine.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Scenario folders by name; empty without reference files.</summary>
    public static IReadOnlyList<string> Scenarios { get; } =
        Root is { } root && Directory.Exists(Path.Combine(root, "scenarios"))
            ? [.. Directory.GetDirectories(Path.Combine(root, "scenarios")).Order(StringComparer.Ordinal)]
            : [];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MESHCONTROL_SHARED") is { Length: > 0 } configured)
        {
            return Directory.Exists(configured) ? configured : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MeshControl.sln")))
            {
                var shared = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
