using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>Each file of Shapes/ is a pod as somebody may write it; beside it stands what becomes of it. UPDATE_GOLDEN=1 writes that anew.</summary>
public sealed class ShapeGoldenTests
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. PodShape.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pod_becomes_what_its_golden_file_says(string name)
    {
        var result = PodShape.Read(name).Inject();
        var file = Path.Combine(PodShape.Folder, name + ".json");
        var text = Told(result).ToJsonString(Style) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void Every_golden_file_has_its_shape() => Assert.Equal(
        PodShape.Names, Directory.GetFiles(PodShape.Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    // Bootstraps are large; BootstrapArgumentTests looks into them. Here it is told which one stands there.
    private static JsonObject Told(Generation.Injection.InjectionResult result)
    {
        var told = new JsonObject { ["reason"] = result.Reason };
        if (result.Errors.Count > 0)
        {
            told["errors"] = new JsonArray([.. result.Errors.Select(error => (JsonNode)error)]);
        }

        if (result.Warnings.Count > 0)
        {
            told["warnings"] = new JsonArray([.. result.Warnings.Select(warning => (JsonNode)warning)]);
        }

        if (result.Pod is { } injected)
        {
            var pod = (JsonObject)injected.DeepClone();
            if (pod.Proxy()?["args"] is JsonArray arguments && arguments.Any(argument => argument!.ToString() == "--config-yaml"))
            {
                var bootstrap = pod.Bootstrap();
                var listeners = string.Join(' ', ((JsonArray)bootstrap["static_resources"]!["listeners"]!).Select(listener => listener!["name"]));
                arguments[arguments.Select(argument => argument!.ToString()).ToList().IndexOf("--config-yaml") + 1] = $"(bootstrap of {bootstrap["node"]!["id"]} with listeners {listeners})";
            }

            told["pod"] = pod;
        }

        return told;
    }
}
