using MeshControl.Model.Resources;
using MeshControl.Model.Validation;
using MeshControl.Testing;

namespace MeshControl.Model.Tests.Resources;

public class ScenarioReadingTests
{
    [ReferenceFact("scenarios")]
    public void Every_reference_scenario_reads_without_findings()
    {
        var problems = new List<string>();
        foreach (var file in ManifestFiles())
        {
            var result = ManifestReader.Read(file, File.ReadAllBytes(file));
            problems.AddRange(result.Findings.Where(f => f.Code is not (FindingCode.Deprecated or FindingCode.UnreachableRule)).Select(f => f.ToString()));
        }

        Assert.Empty(problems);
    }

    [ReferenceFact("scenarios")]
    public void Every_document_of_a_scenario_becomes_one_resource()
    {
        foreach (var file in ManifestFiles())
        {
            var documents = File.ReadLines(file).Count(line => line.StartsWith("kind:", StringComparison.Ordinal));
            Assert.Equal(documents, ManifestReader.Read(file, File.ReadAllBytes(file)).Resources.Count);
        }
    }

    [ReferenceFact("scenarios")]
    public void Every_mesh_configuration_of_a_scenario_reads_without_findings()
    {
        foreach (var file in ReferenceFiles.Scenarios.SelectMany(s => Directory.GetFiles(s, "meshconfig.yaml", SearchOption.AllDirectories)))
        {
            var result = MeshConfigReader.ReadMeshConfig(file, File.ReadAllText(file));
            Assert.Empty(result.Findings);
            Assert.NotNull(result.Value);
        }
    }

    private static IEnumerable<string> ManifestFiles() =>
        ReferenceFiles.Scenarios.SelectMany(s => Directory.GetFiles(s, "*.yaml", SearchOption.AllDirectories))
            .Where(f => Path.GetFileName(f) is "manifests.yaml" or "config.yaml");
}
