using System.Text.RegularExpressions;
using MeshControl.Model.CustomResources;
using MeshControl.Model.Resources;
using MeshControl.Testing;
using MeshControl.Testing.Clusters;

namespace MeshControl.Cli.Tests.CustomResources;

/// <summary>What a real API server makes of crds/: one server for all questions, since starting one takes seconds.</summary>
public partial class RealApiServerTests
{
    [ApiServerFact]
    public async Task An_API_server_takes_the_definitions_and_every_object_that_is_written_by_them()
    {
        await using var server = await RealApiServer.StartAsync();
        await InstallAsync(server);
        await ServeSamplesAsync(server);
        await RefuseAsync(server);
        await AnalyzeAsync(server);
    }

    private static async Task InstallAsync(RealApiServer server)
    {
        var applied = await server.KubectlAsync("apply", "-f", Path.Combine(RepositoryFolder.Path, "crds"));
        Assert.True(applied.ExitCode == 0, applied.Error);
        Assert.DoesNotContain("Warning", applied.Error, StringComparison.Ordinal);
        var waited = await server.KubectlAsync(
            ["wait", "--for=condition=Established", "--timeout=60s", .. CustomResourceDefinitions.Kinds.Select(kind => "crd/" + CustomResourceDefinitions.NameOf(kind))]);
        Assert.True(waited.ExitCode == 0, waited.Error);
        var conditions = await server.KubectlAsync("get", "crd", "-o", "jsonpath={.items[*].status.conditions[*].type}");
        Assert.DoesNotContain("NonStructuralSchema", conditions.Out, StringComparison.Ordinal);
    }

    // Nothing is stored in a dry run, so objects of the same name do not meet.
    private static async Task ServeSamplesAsync(RealApiServer server)
    {
        var objects = Manifests().SelectMany(file => DocumentMark().Split(File.ReadAllText(file))).Where(text => OurGroup().IsMatch(text)).Concat(ValidSpecs()).ToList();
        Assert.True(objects.Count >= 200, $"{objects.Count} objects");
        foreach (var name in objects.Select(text => Namespace().Match(text)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal))
            await server.KubectlAsync("create", "namespace", name);
        var file = Path.Combine(Path.GetDirectoryName(server.Kubeconfig)!, "objects.yaml");
        await File.WriteAllTextAsync(file, string.Join("\n---\n", objects));
        var answer = await server.KubectlAsync("create", "--dry-run=server", "--validate=true", "-f", file);
        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Equal(objects.Count, answer.Out.Split('\n').Count(line => line.EndsWith(" created (server dry run)", StringComparison.Ordinal)));
    }

    private static async Task AnalyzeAsync(RealApiServer server)
    {
        var file = Path.Combine(Path.GetDirectoryName(server.Kubeconfig)!, "fault.yaml");
        await File.WriteAllTextAsync(file, """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: ghost, namespace: default}
            spec: {hosts: [ghost], http: [{route: [{destination: {host: ghost}}]}]}
            """);
        Assert.Equal(0, (await server.KubectlAsync("apply", "-f", file)).ExitCode);
        var run = await MeshctlRun.WithAsync("analyze", "--live", "--kubeconfig", server.Kubeconfig, "-n", "default");
        Assert.True(run.ExitCode == 79, run.Out + run.Error);
        Assert.Contains("Error [IST0101] (VirtualService default/ghost) Referenced host not found: \"ghost\".", run.Out, StringComparison.Ordinal);
        Assert.Equal("namespace \"nowhere\" not found\n", (await MeshctlRun.WithAsync("analyze", "--live", "--kubeconfig", server.Kubeconfig, "-n", "nowhere")).Error);
        // A file stands for what it would change.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("ghost}}", "kubernetes}}", StringComparison.Ordinal));
        Assert.DoesNotContain("IST0101", (await MeshctlRun.WithAsync("analyze", "--live", "--kubeconfig", server.Kubeconfig, "-n", "default", "-f", file)).Out, StringComparison.Ordinal);
    }

    private static async Task RefuseAsync(RealApiServer server)
    {
        (string Kind, string Spec, string Complaint)[] mistakes =
        [
            ("DestinationRule", """{"subsets": []}""", "spec.host"),
            ("VirtualService", """{"hosts": ["a"], "http": [{"route": [{"destination": {"host": "a"}, "weight": "much"}]}]}""", "weight"),
            ("VirtualService", """{"hosts": ["a"], "http": [{"timeout": "soon"}]}""", "timeout"),
            ("VirtualService", """{"hosts": ["a"], "http": [{"match": [{"uri": {"exact": "/a", "prefix": "/"}}]}]}""", "uri"),
            ("ServiceEntry", """{"hosts": []}""", "spec.hosts"),
            ("ServiceEntry", """{"hosts": ["a"], "resolution": "GUESS"}""", "Unsupported value"),
            ("PeerAuthentication", """{"portLevelMtls": {}}""", "spec.portLevelMtls"),
            ("Telemetry", """{"tracing": [{"randomSamplingPercentage": 101}]}""", "randomSamplingPercentage"),
            ("RequestAuthentication", """{"jwtRules": [{"outputClaimToHeaders": [{"header": "a b", "claim": "c"}]}]}""", "header"),
        ];
        var file = Path.Combine(Path.GetDirectoryName(server.Kubeconfig)!, "mistake.json");
        foreach (var (kind, spec, complaint) in mistakes)
        {
            var type = KindCatalog.Find(kind)!;
            await File.WriteAllTextAsync(file, $$$"""{"apiVersion": "{{{type.Group}}}/{{{type.Versions[0]}}}", "kind": "{{{kind}}}", "metadata": {"name": "a"}, "spec": {{{spec}}}}""");
            var answer = await server.KubectlAsync("create", "--dry-run=server", "--validate=false", "-f", file);
            Assert.True(answer.ExitCode != 0 && answer.Error.Contains(complaint, StringComparison.Ordinal), $"{kind} {spec}: {answer.Out}{answer.Error}");
        }
    }

    private static IEnumerable<string> Manifests() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "samples"), "*.yaml", SearchOption.AllDirectories)
            .Concat(ReferenceFiles.Scenarios.SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)))
            .Order(StringComparer.Ordinal);

    // The specs that the validators take, as objects.
    private static IEnumerable<string> ValidSpecs() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Model.Tests", "Validation", "Objects", "Valid"), "*.yaml")
            .Select(file => (Kind: KindCatalog.Find(Path.GetFileNameWithoutExtension(file))!, Text: File.ReadAllText(file)))
            .SelectMany(file => DocumentMark().Split(file.Text).Select(spec =>
                $"apiVersion: {file.Kind.Group}/{file.Kind.Versions[0]}\nkind: {file.Kind.Kind}\nmetadata: {{name: a}}\nspec:\n  {spec.Trim().Replace("\n", "\n  ", StringComparison.Ordinal)}\n"));

    [GeneratedRegex("^---.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DocumentMark();

    [GeneratedRegex(@"^apiVersion:\s*\S+\.istio\.io/", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurGroup();

    [GeneratedRegex(@"\bnamespace:\s*""?(?<name>[-a-z0-9]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
