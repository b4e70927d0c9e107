using System.Text.Json;
using MeshControl.Testing;

namespace MeshControl.Cli.Tests.Analyze;

public class AnalyzeTests
{
    private const string Fault = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec:\n  host: web\n  trafficPolicy:\n    tls: {mode: SIMPLE}\n";
    private const string Broken = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec: {}\n";

    [Fact]
    public async Task A_message_is_a_line_of_istioctls_with_the_fix_at_its_end()
    {
        var run = await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "Warning [IST0128] (DestinationRule shop/d -:7) DestinationRule shop/d in namespace shop has TLS mode set to SIMPLE but no caCertificates are set to validate server identity for host: web. Fix: set caCertificates (with subjectAltNames), or credentialName with a workloadSelector.\n",
            run.Out);
    }

    [Theory]
    [InlineData(0, "--failure-threshold", "Error")]
    [InlineData(79, "--failure-threshold", "Warning")]
    [InlineData(79, "--failure-threshold", "Info", "--output-threshold", "Error")]
    [InlineData(79, "--failure-threshold", "warning", "-o", "json")]
    [InlineData(0, "--failure-threshold", "Warning", "-S", "IST0128=DestinationRule d.shop")]
    public async Task The_exit_code_follows_the_failure_threshold_in_every_format(int expected, params string[] options) =>
        Assert.Equal(expected, (await MeshctlRun.WithInputAsync(Fault, ["analyze", "-f", "-", .. options])).ExitCode);

    [Fact]
    public async Task Errors_end_with_79()
    {
        var run = await MeshctlRun.WithInputAsync(Broken, "analyze", "-");
        Assert.Equal(79, run.ExitCode);
        Assert.StartsWith("Error [IST0106] (DestinationRule shop/d -:4) Schema validation error: spec.host: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_said_on_the_error_stream()
    {
        var run = await MeshctlRun.WithInputAsync("", "analyze", "-f", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Contains("No validation issues found when analyzing -.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_and_the_rest_is_analysed()
    {
        var run = await MeshctlRun.WithInputAsync("a: [\n---\n" + Fault, "analyze", "-f", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("IST0128", run.Out, StringComparison.Ordinal);
        Assert.Contains("Error: -:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_other_namespaces_are_left_out()
    {
        Assert.Equal("", (await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-", "-n", "other")).Out);
        Assert.Contains("IST0128", (await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-", "-n", "other", "-A")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_what_the_line_has()
    {
        var run = await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-", "-o", "json");
        var message = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Single();
        Assert.Equal("IST0128", message.GetProperty("code").GetString());
        Assert.Equal("Warning", message.GetProperty("level").GetString());
        Assert.Equal("DestinationRule shop/d", message.GetProperty("origin").GetString());
        Assert.Equal("-:7", message.GetProperty("reference").GetString());
        Assert.Equal("spec.trafficPolicy.tls", message.GetProperty("path").GetString());
        Assert.StartsWith("set caCertificates", message.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yaml_has_what_json_has()
    {
        var run = await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-", "-o", "yaml");
        Assert.StartsWith("- code: IST0128\n  documentationUrl: https://istio.io/latest/docs/reference/config/analysis/ist0128/\n  fix: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_places_a_result_at_its_line()
    {
        var run = await MeshctlRun.WithInputAsync(Fault, "analyze", "-f", "-", "-o", "sarif");
        var sarif = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("2.1.0", sarif.GetProperty("version").GetString());
        var result = sarif.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal(("IST0128", "warning"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.Equal(7, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public async Task Analyzers_are_listed_chosen_and_told()
    {
        var list = await MeshctlRun.WithAsync("analyze", "-L");
        Assert.Contains("* virtualservice.GatewayAnalyzer:\n    Checks the gateways associated with each virtual service\n", list.Out, StringComparison.Ordinal);
        Assert.Equal("", (await MeshctlRun.WithInputAsync(Fault, "analyze", "-", "--analyzer", "virtualservice.GatewayAnalyzer")).Out);
        Assert.Contains("gateway.SecretAnalyzer (reads Gateway, Pod, Secret)", (await MeshctlRun.WithInputAsync(Fault, "analyze", "-", "-v")).Error, StringComparison.Ordinal);
        var unknown = await MeshctlRun.WithInputAsync(Fault, "analyze", "-", "--analyzer", "nobody");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("there is no analyzer nobody", unknown.Error, StringComparison.Ordinal);
    }

    [ReferenceFact("istioctl/analyze")]
    public async Task Everything_that_istioctl_finds_is_found()
    {
        var folder = Path.Combine(ReferenceFiles.Root!, "istioctl", "analyze");
        foreach (var file in Directory.GetFiles(folder, "*.yaml"))
        {
            var theirs = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".analyze.json"))).RootElement.EnumerateArray().ToList();
            var run = await MeshctlRun.WithAsync("analyze", "-f", file, "-o", "json");
            var ours = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().ToList();
            // A mistake in an object has our words and line; what lies between objects has istioctl's.
            Assert.All(theirs, message => Assert.Contains(ours, said => Same(said, message, "code", "level", "origin")));
            Assert.All(
                theirs.Where(message => message.GetProperty("code").GetString() is not "IST0106"),
                message => Assert.Contains(ours, said => Same(said, message, "code", "origin", "message")));
            Assert.True(ours.Count(IsSchema) >= theirs.Count(IsSchema), $"{file}: {run.Out}");
            Assert.Equal(theirs.Exists(message => message.GetProperty("level").GetString() == "Error") ? 79 : 0, run.ExitCode);
        }
    }

    [ReferenceFact("scenarios")]
    public async Task What_works_gives_no_errors()
    {
        foreach (var scenario in ReferenceFiles.Scenarios.Concat(Directory.GetDirectories(Path.Combine(RepositoryFolder.Path, "samples"))))
        {
            var run = await MeshctlRun.WithAsync("analyze", "-f", scenario);
            Assert.True(run.ExitCode == 0, $"{scenario}: {run.Out}{run.Error}");
        }
    }

    private static bool Same(JsonElement one, JsonElement two, params string[] fields) =>
        fields.All(field => one.GetProperty(field).GetString() == two.GetProperty(field).GetString());

    private static bool IsSchema(JsonElement message) => message.GetProperty("code").GetString() == "IST0106";
}
