namespace MeshControl.Cli.Commands.Manifests;

/// <summary>Reads what a command's -f names: files, folders with all YAML in them, or standard input (-).</summary>
internal static class ManifestFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static IEnumerable<ManifestFile> Read(IEnumerable<string> names, CommandConsole console)
    {
        foreach (var name in names)
        {
            if (name == "-")
            {
                using var input = new StreamReader(console.OpenInput());
                yield return new(name, input.ReadToEnd());
            }
            else if (Directory.Exists(name))
            {
                foreach (var file in In(name))
                    yield return new(file, Text(file));
            }
            else if (File.Exists(name))
                yield return new(name, Text(name));
            else
                throw new CommandException($"there is no file or folder {name}");
        }
    }

    // As the server reads a folder: YAML at any depth, JSON beside it (deeper down it is rarely a manifest), nothing hidden, in name order.
    private static IEnumerable<string> In(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        .Where(file => Extensions.Contains(Path.GetExtension(file)))
        .Where(file => Path.GetExtension(file) != ".json" || Path.GetDirectoryName(file) == folder.TrimEnd(Path.DirectorySeparatorChar))
        .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
        .Order(StringComparer.Ordinal);

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"cannot read {path}: {error.Message}", error);
        }
    }
}
