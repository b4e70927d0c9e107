using System.Text.Json.Nodes;
using MeshControl.Cli.Commands.GenerateCrds;
using MeshControl.Model.CustomResources;
using MeshControl.Model.Resources;
using MeshControl.Testing;

namespace MeshControl.Cli.Tests.CustomResources;

public class DefinitionTests
{
    private static readonly RecordDocumentation Undocumented = new("<doc/>");

    [Fact]
    public void The_folder_crds_is_what_the_records_say_now()
    {
        var folder = Path.Combine(RepositoryFolder.Path, "crds");
        var made = GenerateCrdsCommand.Files().ToDictionary(file => file.Name, file => file.Text);
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (var (name, text) in made)
            Assert.True(File.ReadAllText(Path.Combine(folder, name)) == text, $"crds/{name} is stale: dotnet run --project src/MeshControl.Cli -c Release -- generate-crds");
    }

    [Theory]
    [InlineData("VirtualService", "vs", "v1* v1beta1 v1alpha3", "Gateways Hosts Age")]
    [InlineData("DestinationRule", "dr", "v1* v1beta1 v1alpha3", "Host Age")]
    [InlineData("Gateway", "gw", "v1* v1beta1 v1alpha3", "")]
    [InlineData("ServiceEntry", "se", "v1* v1beta1 v1alpha3", "Hosts Location Resolution Age")]
    [InlineData("Sidecar", "", "v1* v1beta1 v1alpha3", "")]
    [InlineData("EnvoyFilter", "", "v1alpha3*", "")]
    [InlineData("ProxyConfig", "", "v1beta1*", "")]
    [InlineData("WorkloadEntry", "we", "v1* v1beta1 v1alpha3", "Age Address")]
    [InlineData("WorkloadGroup", "wg", "v1* v1beta1 v1alpha3", "Age")]
    [InlineData("AuthorizationPolicy", "ap", "v1* v1beta1", "Action Age")]
    [InlineData("PeerAuthentication", "pa", "v1* v1beta1", "Mode Age")]
    [InlineData("RequestAuthentication", "ra", "v1* v1beta1", "")]
    [InlineData("Telemetry", "telemetry", "v1 v1alpha1*", "Age")]
    [InlineData("WasmPlugin", "", "v1alpha1*", "Age")]
    [InlineData("TrafficExtension", "", "v1alpha1*", "Age")]
    public void Existing_objects_and_kubectl_habits_keep_working(string kind, string shortNames, string versions, string columns)
    {
        var spec = CustomResourceDefinitions.Of(KindCatalog.Find(kind)!, Undocumented)["spec"]!;
        Assert.Equal(shortNames, string.Join(' ', (spec["names"]!["shortNames"] as JsonArray ?? []).Select(name => (string)name!)));
        Assert.Equal(versions, string.Join(' ', spec["versions"]!.AsArray().Select(version => (string)version!["name"]! + ((bool)version["storage"]! ? "*" : ""))));
        Assert.Contains("istio-io", spec["names"]!["categories"]!.AsArray().Select(category => (string)category!));
        foreach (var version in spec["versions"]!.AsArray())
        {
            Assert.Equal(columns, string.Join(' ', (version!["additionalPrinterColumns"] as JsonArray ?? []).Select(column => (string)column!["name"]!)));
            Assert.NotNull(version["subresources"]!["status"]);
            Assert.True((bool)version["served"]!);
        }
    }

    [Fact]
    public void Every_kind_that_Kubernetes_does_not_bring_has_a_definition() =>
        Assert.Equal(
            KindCatalog.All.Where(kind => kind.Group is not ("" or "discovery.k8s.io" or "networking.k8s.io" or "gateway.networking.k8s.io")),
            CustomResourceDefinitions.Kinds);

    [Fact]
    public void Unknown_fields_are_kept_only_in_what_is_Envoys_or_a_plugins_own()
    {
        var kept = CustomResourceDefinitions.Kinds.SelectMany(kind => Kept(Schema(kind)["properties"]!["spec"]!, kind.Id)).Order(StringComparer.Ordinal);
        Assert.Equal(["EnvoyFilter.configPatches[].patch.value", "TrafficExtension.wasm.pluginConfig", "WasmPlugin.pluginConfig"], kept.Where(path => !path.StartsWith("RateLimit", StringComparison.Ordinal)));
    }

    private static JsonNode Schema(ResourceKind kind) =>
        CustomResourceDefinitions.Of(kind, Undocumented)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;

    private static IEnumerable<string> Kept(JsonNode schema, string path)
    {
        if (schema["x-kubernetes-preserve-unknown-fields"] is not null)
            return [path];
        var properties = (schema["properties"] as JsonObject ?? []).SelectMany(property => Kept(property.Value!, $"{path}.{property.Key}"));
        var items = schema["items"] is { } element ? Kept(element, path + "[]") : [];
        var values = schema["additionalProperties"] is { } value ? Kept(value, path + "{}") : [];
        return properties.Concat(items).Concat(values);
    }
}
