using MeshControl.Generation.Rendering;

namespace MeshControl.Server.Sources;

/// <summary>The configuration files of a folder.</summary>
internal static class FolderFiles
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Full paths, sorted, so that the first of two files with one object is always the same.</summary>
    public static IReadOnlyList<string> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(folder, "*", Everywhere)
            .Where(path => FolderLayout.IsConfiguration(Path.GetRelativePath(folder, path)))
            .ToList();
        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
