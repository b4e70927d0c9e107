using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MeshControl.Testing;
using MeshControl.Testing.Rendering;

namespace MeshControl.Generation.Tests.Scenarios;

/// <summary>What istiod served for the reference scenarios is what we serve, as the comparison tool beside them counts it.</summary>
public sealed partial class ScenarioScoreTests
{
    /// <summary>Percent that each proxy of a scenario must reach where not everything is generated yet; any scenario not named here must be equal.</summary>
    private static readonly Dictionary<string, double> Floors = new(StringComparer.Ordinal)
    {
        ["19-wasm-plugin"] = 99,
        ["25-multi-network"] = 75,
    };

    public static TheoryData<string> Names => [.. ReferenceFiles.Scenarios.Select(folder => Path.GetFileName(folder)!)];

    [ReferenceTheory("scenarios")]
    [MemberData(nameof(Names))]
    public void Scenario_is_served_as_istiod_serves_it(string scenario)
    {
        var folder = Path.Combine(ReferenceFiles.Root!, "scenarios", scenario);
        var mesh = new FolderMesh(folder);
        var output = Directory.CreateTempSubdirectory("meshcontrol-score-");
        try
        {
            foreach (var proxy in mesh.Proxies)
            {
                var actual = Path.Combine(output.FullName, $"{proxy.Id}.json");
                File.WriteAllText(actual, mesh.RenderJson(proxy).ToJsonString());
                var report = Compare(Path.Combine(folder, "istiod", $"{proxy.Id}.json"), actual);
                Assert.True(Score(report) >= Floors.GetValueOrDefault(scenario, 100), $"{proxy.Id}\n{report}");
            }
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static string Compare(string expected, string actual)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(ReferenceFiles.Root!, "tools", "compare_xds.py"), "--diff", "20", expected, actual])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return report;
    }

    private static double Score(string report) => double.Parse(Percent().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+\.\d+)%\s+resources")]
    private static partial Regex Percent();
}
