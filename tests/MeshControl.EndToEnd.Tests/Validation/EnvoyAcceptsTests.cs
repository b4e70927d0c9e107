using System.Diagnostics;
using MeshControl.Testing;
using MeshControl.Testing.Rendering;

namespace MeshControl.EndToEnd.Tests.Validation;

/// <summary>A stock Envoy accepts everything that samples and reference scenarios render to.</summary>
public sealed class EnvoyAcceptsTests
{
    private static readonly string Samples = Path.Combine(RepositoryFolder.Path, "samples");

    public static TheoryData<string> SampleNames => [.. Directory.GetDirectories(Samples).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> ScenarioNames => [.. ReferenceFiles.Scenarios.Select(folder => Path.GetFileName(folder)!).DefaultIfEmpty("none")];

    [EnvoyTheory]
    [MemberData(nameof(SampleNames))]
    public void Sample_is_accepted(string sample) => Accepts(Path.Combine(Samples, sample));

    [EnvoyTheory]
    [MemberData(nameof(ScenarioNames))]
    public void Scenario_is_accepted(string scenario)
    {
        if (ReferenceFiles.Root is { } root)
        {
            Accepts(Path.Combine(root, "scenarios", scenario));
        }
    }

    private static void Accepts(string folder)
    {
        var mesh = new FolderMesh(folder);
        Assert.NotEmpty(mesh.Proxies);
        foreach (var proxy in mesh.Proxies)
        {
            var file = Path.GetTempFileName() + ".json";
            try
            {
                File.WriteAllText(file, StaticBootstrap.Of(mesh.RenderJson(proxy)).ToJsonString());
                var (code, words) = Validate(file);
                Assert.True(code == 0, $"{proxy.Id}: {words}");
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static (int Code, string Words) Validate(string file)
    {
        var start = new ProcessStartInfo(EnvoyBinary.Path!, ["--mode", "validate", "--log-level", "error", "-c", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var words = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, words);
    }
}
