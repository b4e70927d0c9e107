using System.Text.Encodings.Web;
using System.Text.Json;
using MeshControl.Model.Validation;
using MeshControl.Testing;
using MeshControl.Testing.Rendering;

namespace MeshControl.Generation.Tests.Golden;

/// <summary>Each folder of samples/ is a case: what its proxies are served is kept in Golden/SAMPLE/PROXY.json. UPDATE_GOLDEN=1 writes them anew.</summary>
public sealed class SampleGoldenTests
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Samples = Path.Combine(RepositoryFolder.Path, "samples");
    private static readonly string Goldens = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Generation.Tests", "Golden", "Samples");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Samples).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_is_served_as_its_golden_files_say(string sample)
    {
        var mesh = new FolderMesh(Path.Combine(Samples, sample));
        var folder = Path.Combine(Goldens, sample);
        var written = mesh.Proxies.ToDictionary(proxy => $"{proxy.Id}.json", proxy => mesh.RenderJson(proxy).ToJsonString(Style) + "\n");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in written)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(written, pair => Assert.Equal(File.ReadAllText(Path.Combine(folder, pair.Key)), pair.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_has_no_mistakes(string sample) =>
        Assert.Empty(new FolderMesh(Path.Combine(Samples, sample)).Findings.Where(finding => finding.Severity != FindingSeverity.Info));
}
