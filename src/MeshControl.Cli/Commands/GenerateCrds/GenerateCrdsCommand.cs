using System.CommandLine;
using System.Text.Json;
using MeshControl.Cli.Output;
using MeshControl.Model.CustomResources;

namespace MeshControl.Cli.Commands.GenerateCrds;

/// <summary><c>meshctl generate-crds</c> (hidden): writes the custom resource definitions that belong to this build's records.</summary>
internal static class GenerateCrdsCommand
{
    public static Command Create(CommandConsole console)
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for one file a kind", DefaultValueFactory = _ => new("crds") };
        var command = new Command("generate-crds", "Write the custom resource definitions of the kinds in the catalog") { folder };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(folder);
            target.Create();
            foreach (var stale in target.EnumerateFiles("*.yaml"))
                stale.Delete();
            foreach (var (name, text) in Files())
                File.WriteAllText(Path.Combine(target.FullName, name), text);
            console.Out.WriteLine($"{CustomResourceDefinitions.Kinds.Count} definitions in {target}");
            return 0;
        });
        return command;
    }

    /// <summary>File names and texts, as they stand in crds/.</summary>
    internal static IEnumerable<(string Name, string Text)> Files()
    {
        var documentation = new RecordDocumentation(Documentation());
        foreach (var kind in CustomResourceDefinitions.Kinds)
        {
            using var text = new StringWriter { NewLine = "\n" };
            text.WriteLine("# Made from the records of src/MeshControl.Model by: dotnet run --project src/MeshControl.Cli -c Release -- generate-crds");
            YamlWriter.Write(text, JsonSerializer.SerializeToElement(CustomResourceDefinitions.Of(kind, documentation)));
            yield return ($"{kind.Group}_{kind.Plural}.yaml", text.ToString());
        }
    }

    private static string Documentation()
    {
        var file = Path.ChangeExtension(typeof(CustomResourceDefinitions).Assembly.Location, ".xml");
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new CommandException($"the records' documentation {file} is missing; run this from a build of the repository");
    }
}
