using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Cli.Output;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Cli.Commands.KubeInject;

/// <summary>Injects every workload of a file; documents that stay as they are are written byte for byte.</summary>
internal sealed class KubeInjectRun(CommandConsole console)
{
    private const char ByteOrderMark = '\uFEFF';
    private const string Separator = "---\n";

    public int Run(KubeInjectOptions options)
    {
        var settings = Settings(options);
        var mesh = Mesh(options);
        var written = new StringBuilder();
        foreach (var document in PlainDocuments.Read(Input(options.File).TrimStart(ByteOrderMark)))
        {
            Add(written, document.Error is null && Inject(document.Value, settings, mesh, options) ? Yaml(document) : document.Text);
        }

        if (options.Output is null)
        {
            console.Out.Write(written.ToString());
        }
        else
        {
            File.WriteAllText(options.Output.FullName, written.ToString());
        }

        return 0;
    }

    // The document before need not end its last line.
    private static void Add(StringBuilder written, string text)
    {
        if (written.Length > 0 && written[^1] != '\n')
        {
            written.Append('\n');
        }

        written.Append(text);
    }

    /// <summary>False where nothing changed.</summary>
    private bool Inject(JsonNode? document, InjectionSettings settings, MeshConfig mesh, KubeInjectOptions options)
    {
        var changed = false;
        foreach (var template in WorkloadTemplate.In(document, options.Namespace).ToList())
        {
            var what = $"{template.Kind} {template.Namespace}/{template.Name}";
            var result = SidecarInjector.Inject(new InjectionRequest
            {
                Pod = template.Pod, Namespace = template.Namespace, Settings = settings, Mesh = mesh, Owner = template.Owner,
            });
            foreach (var warning in result.Warnings)
            {
                console.Error.WriteLine($"Warning: {what}: {warning}");
            }

            if (result.Errors.Count > 0)
            {
                throw new CommandException($"{what} cannot be injected: {string.Join("; ", result.Errors)}");
            }

            if (result.Pod is null)
            {
                console.Error.WriteLine($"Skipped {what}: {result.Reason}");
                continue;
            }

            template.Replace(result.Pod);
            changed = true;
        }

        return changed;
    }

    private static string Yaml(PlainDocument document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        text.Write(document.Text.StartsWith("---", StringComparison.Ordinal) ? Separator : "");
        YamlWriter.Write(text, JsonSerializer.SerializeToElement(document.Value));
        return text.ToString();
    }

    private static InjectionSettings Settings(KubeInjectOptions options)
    {
        var read = InjectionSettingsReader.ReadFile(options.InjectConfig is { } file ? Text(file.FullName) : "", options.Values is { } values ? Text(values.FullName) : null);
        if (read.Settings is not { } settings)
        {
            throw new CommandException($"the injector's settings cannot be used: {string.Join("; ", read.Errors)}");
        }

        return options.Revision.Length == 0 ? settings : settings with { Values = settings.Values.With(new JsonObject { ["revision"] = options.Revision }) };
    }

    private static MeshConfig Mesh(KubeInjectOptions options)
    {
        if (options.MeshConfig is not { } file)
        {
            return new MeshConfig();
        }

        var read = MeshConfigReader.ReadMeshConfig(file.FullName, Text(file.FullName));
        return read.Value ?? throw new CommandException($"the mesh configuration cannot be used: {string.Join("; ", read.Findings)}");
    }

    private string Input(string file)
    {
        if (file != "-")
        {
            return Text(file);
        }

        using var reader = new StreamReader(console.OpenInput(), Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }

    private static string Text(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"cannot read {path}: {error.Message}", error);
        }
    }
}
