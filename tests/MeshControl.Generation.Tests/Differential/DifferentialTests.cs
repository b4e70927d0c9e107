using MeshControl.Testing;
using Xunit.Abstractions;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>
/// The simulator and a real Envoy agree on random calls to random configurations. MESHCONTROL_DIFFERENTIAL_PAIRS and MESHCONTROL_DIFFERENTIAL_SEED
/// choose how many and which.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int UsualPairs = 800;

    [EnvoyFact]
    public async Task Envoy_goes_where_the_simulator_says()
    {
        var run = new DifferentialRun(Setting("SEED", 1), Setting("PAIRS", UsualPairs));

        await run.RunAsync();

        output.WriteLine(run.Report());
        output.WriteLine(string.Join('\n', run.Findings.OrderByDescending(item => item.Value).Take(20).Select(item => $"{item.Value} x {item.Key}")));
        Assert.True(run.Differences.Count == 0, $"{run.Report()}\n{string.Join("\n\n", run.Differences.Take(Setting("SHOW", 10)))}");
        Assert.InRange(run.Deviation, -5, 5);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"MESHCONTROL_DIFFERENTIAL_{name}"), out var value) ? value : usual;
}
