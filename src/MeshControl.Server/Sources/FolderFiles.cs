namespace MeshControl.Server.Sources;

/// <summary>Which files of a folder are configuration: YAML at any depth, JSON in the folder itself (deeper down it is rarely a manifest), nothing hidden.</summary>
internal static class FolderFiles
{
    // Objects of further clusters stand in clusters/ID/; they are not of this one.
    private const string OtherClusters = "clusters";
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Full paths, sorted, so that the first of two files with one object is always the same.</summary>
    public static IReadOnlyList<string> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(folder, "*", Everywhere)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml" || (Path.GetExtension(path) == ".json" && Path.GetDirectoryName(path) == folder))
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.') || part == OtherClusters))
            .ToList();
        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
