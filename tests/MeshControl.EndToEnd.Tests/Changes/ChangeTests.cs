using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Testing.Traffic;

namespace MeshControl.EndToEnd.Tests.Changes;

/// <summary>Edits of the served files, and restarts of the server, at 100 requests a second of which none may fail.</summary>
public abstract class ChangeTests(MeshFixture fixture) : IAsyncLifetime
{
    private const string First = "server-v1-0";
    private const string Second = "server-v2-0";
    private const string Rules = "networking.yaml";
    private const string Pods = "laptop/pods.yaml";

    // The route for everybody, in the sample.
    private const string ToFirst = "  - route:\n    - destination:\n        host: server\n        subset: v1\n";
    private const int AfterChange = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TestMesh _mesh = fixture.Mesh;
    private SteadyLoad? _load;

    private SteadyLoad Load => _load!;

    /// <summary>Each test starts from the sample as it is.</summary>
    public async Task InitializeAsync()
    {
        _mesh.Restore();
        await Eventually.GetAsync("the sample's routes", () => AskAsync("", ""), static answers => answers == $"{First} {First}");
        await Eventually.GetAsync("the sample's routes for developers", () => AskAsync("cookie", "group=dev"), static answers => answers == $"{Second} {Second}");
        _load = SteadyLoad.Start(new Uri("http://server/?plain=1"), "server", handler: _mesh["client-v1-0"].NewHandler());
        await Load.WaitForAsync(First, Patience);
    }

    public async Task DisposeAsync()
    {
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }
    }

    [NetworkFact]
    public async Task An_edited_route_takes_effect_without_a_failed_request()
    {
        Edit(ToFirst, ToFirst.Replace("v1", "v2", StringComparison.Ordinal));
        await OnlyAsync(Second);
        Edit(ToFirst.Replace("v1", "v2", StringComparison.Ordinal), ToFirst);
        await OnlyAsync(First);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task A_new_subset_and_the_route_to_it_may_come_in_one_edit()
    {
        Edit("  - name: v2\n    labels:\n      version: v2\n", "  - name: v2\n    labels:\n      version: v2\n  - name: next\n    labels:\n      version: v2\n");
        Edit(ToFirst, ToFirst.Replace("v1", "next", StringComparison.Ordinal));
        await OnlyAsync(Second);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task A_subset_and_the_route_to_it_may_go_in_one_edit()
    {
        var text = File.ReadAllText(Path.Combine(_mesh.ConfigFolder, Rules));
        File.WriteAllText(Path.Combine(_mesh.ConfigFolder, Rules), text
            .Replace(ToFirst, "  - route:\n    - destination:\n        host: server\n        subset: v2\n", StringComparison.Ordinal)
            .Replace("  - name: v1\n    labels:\n      version: v1\n", "", StringComparison.Ordinal));
        await OnlyAsync(Second);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task Without_its_rules_a_service_is_balanced_over_all_pods()
    {
        File.WriteAllText(Path.Combine(_mesh.ConfigFolder, Rules), "");
        await Load.WaitForAsync(Second, Patience);
        await Load.WaitForAsync(First, Patience);
        await Load.RunAsync(AfterChange);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task A_pod_that_leaves_gets_no_more_requests()
    {
        Edit(ToFirst, ToFirst.Replace("        subset: v1\n", "", StringComparison.Ordinal));
        await Load.WaitForAsync(Second, Patience);
        _mesh.Edit(Pods, $"- addresses:\n  - 10.244.0.12\n  conditions:\n    ready: true", "- addresses:\n  - 10.244.0.12\n  conditions:\n    ready: false");
        await OnlyAsync(First);
        _mesh.Edit(Pods, $"- addresses:\n  - 10.244.0.12\n  conditions:\n    ready: false", "- addresses:\n  - 10.244.0.12\n  conditions:\n    ready: true");
        await Load.WaitForAsync(Second, Patience);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task A_broken_file_changes_nothing_and_its_correction_takes_effect()
    {
        Edit(ToFirst, "  - route: [\n");
        await Eventually.GetAsync("a finding about the file", () => _mesh.Server.GetAsync("/debug/findings"), static findings => findings.Contains(Rules, StringComparison.Ordinal));
        await Load.RunAsync(AfterChange);
        Assert.DoesNotContain(Second, Load.Answers);
        Edit("  - route: [\n", ToFirst.Replace("v1", "v2", StringComparison.Ordinal));
        await OnlyAsync(Second);
        Assert.Empty(Load.Failures);
    }

    [NetworkFact]
    public async Task Traffic_goes_on_without_the_control_plane_and_edits_made_meanwhile_arrive_when_it_is_back()
    {
        await _mesh.Server.KillAsync();
        await Load.RunAsync(AfterChange);
        Edit(ToFirst, ToFirst.Replace("v1", "v2", StringComparison.Ordinal));
        await Load.RunAsync(AfterChange);
        Assert.DoesNotContain(Second, Load.Answers);
        await _mesh.Server.StartAsync();
        await OnlyAsync(Second);
        Edit(ToFirst.Replace("v1", "v2", StringComparison.Ordinal), ToFirst);
        await OnlyAsync(First);
        Assert.Empty(Load.Failures);
        Assert.All(await _mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));
    }

    private void Edit(string before, string after) => _mesh.Edit(Rules, before, after);

    // Waits for the pod, then sees that nobody else answers any more.
    private async Task OnlyAsync(string pod)
    {
        await Load.WaitForAsync(pod, Patience);
        // What was on its way when the change arrived.
        await Load.RunAsync(AfterChange);
        var others = Load.Answers.Where(answer => answer.Key != pod).Sum(answer => answer.Value);
        await Load.RunAsync(AfterChange);
        Assert.Equal(others, Load.Answers.Where(answer => answer.Key != pod).Sum(answer => answer.Value));
    }

    private async Task<string> AskAsync(string header, string value)
    {
        var client = _mesh["client-v1-0"].Client;
        (string, string)[] headers = header.Length > 0 ? [(header, value)] : [];
        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            answers.Add((await client.GetAsync("http://server/?plain=1", headers)).Body);
        }

        return string.Join(' ', answers);
    }
}
