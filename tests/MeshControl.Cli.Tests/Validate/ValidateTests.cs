using System.Text.Json;
using MeshControl.Testing;

namespace MeshControl.Cli.Tests.Validate;

public class ValidateTests
{
    private const string Valid = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec: {host: web, trafficPolicy: {loadBalancer: {simple: RANDOM}}}\n";
    private const string Warned = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec: {host: web, trafficPolicy: {outlierDetection: {consecutiveErrors: 3}}}\n";
    private const string Invalid = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec: {}\n";
    private const string Misspelled = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d, namespace: shop}\nspec: {host: web, trafficpolicy: {}}\n";

    [Theory]
    [InlineData(Valid, 0)]
    [InlineData(Warned, 0)]
    [InlineData(Warned, 1, "--strict")]
    [InlineData(Invalid, 1)]
    [InlineData(Misspelled, 1)]
    [InlineData("a: [", 1)]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n", 0)]
    public async Task The_exit_code_says_whether_the_objects_would_be_taken(string yaml, int expected, params string[] options) =>
        Assert.Equal(expected, (await MeshctlRun.WithInputAsync(yaml, ["validate", "-f", "-", .. options])).ExitCode);

    [Fact]
    public async Task Valid_files_are_said_to_be() => Assert.Equal("\"-\" is valid\n", (await MeshctlRun.WithInputAsync(Valid, "validate", "-f", "-")).Out);

    [Fact]
    public async Task A_mistake_is_told_with_object_field_fix_and_line()
    {
        var run = await MeshctlRun.WithInputAsync(Invalid, "validate", "-f", "-");
        Assert.StartsWith("Error: 1 error occurred:\n\t* DestinationRule/shop/d: spec.host: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("(-:4)\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_told_apart()
    {
        var run = await MeshctlRun.WithInputAsync(Warned, "validate", "-f", "-");
        Assert.StartsWith("\"-\" has warnings:\n\t* DestinationRule/shop/d: spec.trafficPolicy.outlierDetection.consecutiveErrors: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_a_list_of_findings()
    {
        var finding = JsonDocument.Parse((await MeshctlRun.WithInputAsync(Misspelled, "validate", "-f", "-", "-o", "json")).Out).RootElement.EnumerateArray().Single();
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("spec.trafficpolicy", finding.GetProperty("path").GetString());
        Assert.Equal("did you mean trafficPolicy?", finding.GetProperty("fix").GetString());
        Assert.Equal(4, finding.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_missing_file_is_named() => Assert.Equal("Error: there is no file or folder nowhere.yaml\n", (await MeshctlRun.WithAsync("validate", "-f", "nowhere.yaml")).Error);

    [ReferenceFact("istioctl/analyze")]
    public async Task Verdicts_are_istioctls()
    {
        var folder = Path.Combine(ReferenceFiles.Root!, "istioctl", "analyze");
        foreach (var file in Directory.GetFiles(folder, "*.validate.txt"))
        {
            var theirs = await File.ReadAllTextAsync(file);
            var run = await MeshctlRun.WithAsync("validate", "-f", file.Replace(".validate.txt", ".yaml", StringComparison.Ordinal));
            Assert.EndsWith($"exit {run.ExitCode}", theirs.TrimEnd(), StringComparison.Ordinal);
            foreach (var subject in theirs.Split('\n').Where(line => line.StartsWith("\t* ", StringComparison.Ordinal)).Select(line => line.Split(": ")[0]))
                Assert.Contains(subject + ": ", run.Error, StringComparison.Ordinal);
        }
    }
}
