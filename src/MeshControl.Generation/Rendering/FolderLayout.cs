namespace MeshControl.Generation.Rendering;

/// <summary>Which files of a folder are configuration: YAML at any depth, JSON in the folder itself (deeper down it is rarely a manifest), nothing hidden.</summary>
public static class FolderLayout
{
    // Objects of further clusters stand in clusters/ID/; they are not of this one.
    private const string OtherClusters = "clusters";

    /// <summary>True for a file that is read.</summary>
    /// <param name="path">Relative to the folder.</param>
    public static bool IsConfiguration(string path)
    {
        var parts = path.Split('/', '\\');
        return Path.GetExtension(path) is var extension && (extension is ".yaml" or ".yml" || (extension == ".json" && parts.Length == 1))
            && !parts.Any(part => part.StartsWith('.') || part == OtherClusters);
    }
}
