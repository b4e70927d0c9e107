using MeshControl.Generation.Rendering;

namespace MeshControl.Cli.Commands.Render;

/// <summary>Reads folders of YAML and JSON into one mesh, files in name order.</summary>
internal static class FolderReader
{
    public static MeshFolder Read(IEnumerable<DirectoryInfo> folders, FileInfo? meshConfig)
    {
        var mesh = new MeshFolder();
        (string, string)? config = meshConfig is null ? null : Text(meshConfig.FullName);
        (string, string)? networks = null;
        foreach (var folder in folders)
        {
            if (!folder.Exists)
            {
                throw new CommandException($"there is no folder {folder}; -f takes a folder of YAML files");
            }

            foreach (var file in Files(folder))
            {
                switch (Path.GetFileNameWithoutExtension(file.Name))
                {
                    case MeshFolder.MeshConfigName:
                        config ??= Text(file.FullName);
                        break;
                    case MeshFolder.MeshNetworksName:
                        networks ??= Text(file.FullName);
                        break;
                    default:
                        mesh.AddManifests(file.FullName, Bytes(file.FullName));
                        break;
                }
            }
        }

        mesh.UseSettings(config, networks);
        return mesh;
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        .Where(file => FolderLayout.IsConfiguration(Path.GetRelativePath(folder.FullName, file.FullName)))
        .OrderBy(file => file.FullName, StringComparer.Ordinal);

    private static (string, string) Text(string path) => (path, System.Text.Encoding.UTF8.GetString(Bytes(path)));

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"cannot read {path}: {error.Message}", error);
        }
    }
}
