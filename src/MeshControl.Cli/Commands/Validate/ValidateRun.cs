using System.Text.Encodings.Web;
using System.Text.Json;
using MeshControl.Cli.Commands.Manifests;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Validate;

/// <summary>Reads the files and tells what is wrong with them; the exit code is 1 where an object would be refused.</summary>
internal sealed class ValidateRun(CommandConsole console)
{
    private static readonly JsonWriterOptions Written = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Run(IReadOnlyList<string> names, string output, bool isStrict)
    {
        if (names.Count == 0)
            throw new CommandException("name the files to check: meshctl validate -f FILE");
        var findings = new List<(ManifestFile File, IReadOnlyList<Finding> Found)>();
        foreach (var file in ManifestFiles.Read(names, console))
            findings.Add((file, [.. FindingsOf(file).Where(finding => finding.Severity != FindingSeverity.Info)]));
        if (output == "json")
            WriteJson(findings.SelectMany(file => file.Found));
        else
            WriteLog(findings);
        return findings.Exists(file => file.Found.Any(finding => isStrict || IsRefused(finding))) ? 1 : 0;
    }

    private static IEnumerable<Finding> FindingsOf(ManifestFile file)
    {
        if (!MeshFolder.IsSettings(file.Name))
        {
            var read = ManifestReader.Read(file.Name, file.Text);
            return read.Findings.Concat(read.Resources.Concat(read.Refused).SelectMany(AdmissionRules.Remarks)).OrderBy(finding => finding.Origin.Line);
        }

        return Path.GetFileNameWithoutExtension(file.Name) == MeshFolder.MeshConfigName
            ? MeshConfigReader.ReadMeshConfig(file.Name, file.Text).Findings
            : MeshConfigReader.ReadMeshNetworks(file.Name, file.Text).Findings;
    }

    // An API server drops what it does not know without a word, so here is the place to say it.
    private static bool IsRefused(Finding finding) => AdmissionRules.Refuses(finding) || finding.Code == FindingCode.UnknownField;

    private void WriteLog(List<(ManifestFile File, IReadOnlyList<Finding> Found)> files)
    {
        foreach (var (file, found) in files)
        {
            var warnings = found.Where(finding => !IsRefused(finding)).ToList();
            if (warnings.Count > 0)
            {
                console.Error.WriteLine($"\"{file.Name}\" has warnings:");
                foreach (var warning in warnings)
                    console.Error.WriteLine($"\t* {Line(warning)}");
            }
            else if (found.Count == 0)
                console.Out.WriteLine($"\"{file.Name}\" is valid");
        }

        var errors = files.SelectMany(file => file.Found.Where(IsRefused)).ToList();
        if (errors.Count == 0)
            return;
        console.Error.WriteLine($"Error: {errors.Count} error{(errors.Count == 1 ? "" : "s")} occurred:");
        foreach (var error in errors)
            console.Error.WriteLine($"\t* {Line(error)}");
    }

    private static string Line(Finding finding)
    {
        var subject = finding.Resource is { } key ? $"{key}: " : "";
        var path = finding.Path.Length > 0 ? $"{finding.Path}: " : "";
        var fix = finding.Fix.Length > 0 ? $"; {finding.Fix}" : "";
        return $"{subject}{path}{finding.Message}{fix} ({finding.Origin})";
    }

    private void WriteJson(IEnumerable<Finding> findings)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            writer.WriteStartArray();
            foreach (var finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("severity", IsRefused(finding) ? "error" : "warning");
                writer.WriteString("code", finding.Code.ToString());
                writer.WriteString("file", finding.Origin.Source);
                writer.WriteNumber("line", finding.Origin.Line);
                writer.WriteString("object", finding.Resource?.ToString() ?? "");
                writer.WriteString("path", finding.Path);
                writer.WriteString("message", finding.Message);
                writer.WriteString("fix", finding.Fix);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
