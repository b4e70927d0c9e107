namespace MeshControl.Testing;

/// <summary>The checkout the tests run from.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder that holds MeshControl.sln.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MeshControl.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no MeshControl.sln above {AppContext.BaseDirectory}");
    }
}
