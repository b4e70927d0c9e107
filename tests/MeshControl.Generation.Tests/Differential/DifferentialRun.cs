using System.Text;
using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Random (configuration, call) pairs through the simulator and through a real Envoy, batch by batch.</summary>
internal sealed class DifferentialRun(int seed, int pairs)
{
    private const int MeshesPerBatch = 40;
    private const int CallsPerMesh = 10;

    private readonly List<string> _differences = [];
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _findings = new(StringComparer.Ordinal);
    private double _expected;
    private double _variance;
    private int _met;

    public IReadOnlyList<string> Differences => _differences;

    public int Compared { get; private set; }

    /// <summary>What validation said of the configurations, and how often.</summary>
    public IReadOnlyDictionary<string, int> Findings => _findings;

    /// <summary>How often each kind of end was met.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    /// <summary>By how many standard deviations the likelier ways were taken more often than their chances say.</summary>
    public double Deviation => _variance <= 0 ? 0 : (_met - _expected) / Math.Sqrt(_variance);

    public async Task RunAsync()
    {
        await using var echo = new EchoServer();
        using var identities = new TestIdentities();
        for (var mesh = 0; Compared < pairs; mesh += MeshesPerBatch)
        {
            await BatchAsync(echo, identities, [.. Enumerable.Range(seed + mesh, Math.Min(MeshesPerBatch, (pairs - Compared + CallsPerMesh - 1) / CallsPerMesh)).Select(number => new TestMesh(number))]);
        }
    }

    public string Report()
    {
        var text = new StringBuilder($"{Compared} pairs from seed {seed}, {_differences.Count} differences, chances {Deviation:+0.0;-0.0} standard deviations off; ");
        return text.AppendJoin(", ", _kinds.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} {item.Value}")).ToString();
    }

    private async Task BatchAsync(EchoServer echo, TestIdentities identities, IReadOnlyList<TestMesh> meshes)
    {
        var calls = new List<Call>();
        for (var i = 0; i < meshes.Count; i++)
        {
            var dice = new Dice(unchecked((meshes[i].Seed * 31) + 7));
            for (var j = 0; j < CallsPerMesh; j++)
            {
                calls.Add(RandomCalls.Make(dice, calls.Count, i));
            }
        }

        foreach (var finding in meshes.SelectMany(mesh => mesh.Findings))
        {
            _findings[finding] = _findings.GetValueOrDefault(finding) + 1;
        }

        await using var envoy = await EnvoyBatch.StartAsync(meshes, echo, identities);
        var seen = await envoy.SendAsync(calls);
        Assert.True(envoy.IsRunning, envoy.Log);
        for (var i = 0; i < calls.Count; i++)
        {
            Compare(meshes[calls[i].Mesh], calls[i], seen[i]);
        }
    }

    private void Compare(TestMesh mesh, Call call, Observation seen)
    {
        var outcomes = new ProxySimulator(mesh.Proxies[call.Entry]).Run(call.Connection, call.Request, call.Entry);
        Compared++;
        if (Comparison.Difference(outcomes, seen, out var met) is { } difference)
        {
            var steps = string.Join("\n", outcomes[0].Decisions.Select(item => $"      {item.Kind} {item.Subject}: {item.Reason}"));
            _differences.Add($"mesh {mesh.Seed}: {call}\n  simulator:\n    {difference}\n{steps}\n  envoy: {seen}\n{mesh.Manifests}");
            return;
        }

        var kind = $"{call.Entry} {met!.Verdict switch { Answered answer => answer.Reason, Closed => "closed", _ => call.Request is null ? "bytes" : "forwarded" }}";
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        // Ways that end alike cannot be told apart, so they count as one.
        var chance = outcomes.Where(outcome => EndOf(outcome) == EndOf(outcomes[0])).Sum(outcome => outcome.Chance);
        if (chance < 0.999)
        {
            _expected += chance;
            _variance += chance * (1 - chance);
            _met += EndOf(met) == EndOf(outcomes[0]) ? 1 : 0;
        }
    }

    private static string EndOf(ProxyOutcome outcome) => outcome.Verdict switch
    {
        Forwarded forwarded => forwarded.Cluster,
        Answered answer => $"{answer.Status} {answer.Location}",
        _ => "closed",
    };
}
