using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Model.Extensions;
using MeshControl.Model.Proxies;
using static MeshControl.Generation.Tests.Listeners.Manifest;

namespace MeshControl.Generation.Tests.Filters;

/// <summary>WasmPlugins and TrafficExtensions in filter chains, and the resources that configure them.</summary>
public sealed class ExtensionTests
{
    private const string Name = "extensions.istio.io/trafficextension/shop.";

    [Fact]
    public void Plugin_runs_in_its_phase_on_the_ports_it_names()
    {
        var mesh = new SidecarFixture(Mesh(
            Plugin("late", "phase: STATS"),
            Plugin("low", "phase: AUTHN, priority: 1"),
            Plugin("check", "phase: AUTHN, priority: 5, match: [{mode: SERVER, ports: [{number: 8080}]}]")));

        var chains = mesh.Listeners("cart")["virtualInbound"].FilterChains;
        Assert.Equal([Of("check"), Of("low"), Of("late")], Extensions(chains.First(chain => chain.Name == "0.0.0.0_8080")));
        Assert.Equal([Of("low"), Of("late")], Extensions(chains.First(chain => chain.Name == "virtualInbound-catchall-http")));
        Assert.Equal([Of("low"), Of("late")], Extensions(mesh.Listeners("cart")["0.0.0.0_80"].FilterChains[0]));
        Assert.Empty(Extensions(mesh.Listeners("client")["0.0.0.0_80"].FilterChains[0]));
    }

    [Fact]
    public void Script_is_written_into_the_filter()
    {
        var mesh = new SidecarFixture(Mesh("""
            apiVersion: extensions.istio.io/v1alpha1
            kind: TrafficExtension
            metadata: {name: script, namespace: shop}
            spec: {match: [{mode: CLIENT}], lua: {inlineCode: "-- nothing"}}
            """));

        var filter = mesh.Listeners()["0.0.0.0_80"].FilterChains[0].Http().HttpFilters[0];
        Assert.Equal(Name + "script", filter.Name);
        Assert.Equal("-- nothing", filter.TypedConfig.Unpack<Envoy.Extensions.Filters.Http.Lua.V3.Lua>().DefaultSourceCode.InlineString);
    }

    [Fact]
    public void Module_is_a_resource_of_the_proxies_that_run_it()
    {
        var extensions = Render("cart", Plugin("check", """pluginName: main, pluginConfig: {b: [1], a: "x"}, vmConfig: {env: [{name: LEVEL, value: debug}, {name: ZONE, valueFrom: HOST}]}"""));

        var config = Assert.Single(extensions)!["typed_config"]!["config"]!;
        Assert.Equal(Of("check"), extensions[0]!["name"]!.GetValue<string>());
        Assert.Equal("main", config["root_id"]!.GetValue<string>());
        Assert.Equal("""{"a":"x","b":[1]}""", config["configuration"]!["value"]!.GetValue<string>());
        Assert.Equal("oci://example.com/check:v1", config["vm_config"]!["code"]!["remote"]!["http_uri"]!["uri"]!.GetValue<string>());
        Assert.Equal("debug", config["vm_config"]!["environment_variables"]!["key_values"]!["LEVEL"]!.GetValue<string>());
        Assert.Equal("ZONE", config["vm_config"]!["environment_variables"]!["host_env_keys"]![0]!.GetValue<string>());
        Assert.Empty(Render("client", Plugin("check", "phase: AUTHN")));
    }

    [Theory]
    [InlineData("FAIL_OPEN", "{}")]
    [InlineData("FAIL_CLOSE", "{\"rules\":{}}")]
    public void Stock_envoy_gets_a_filter_in_the_place_of_a_module_that_is_not_there(string strategy, string filter)
    {
        var pipeline = Pipeline(ModuleDelivery.Inline, Plugin("check", $"failStrategy: {strategy}"));

        var config = Assert.Single(Extensions(pipeline, "cart"))!["typed_config"]!.AsObject();

        Assert.Equal("type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC", (string)config["@type"]!);
        config.Remove("@type");
        Assert.Equal(filter, config.ToJsonString());
    }

    [Fact]
    public void Stock_envoy_gets_a_fetched_module_within_its_configuration()
    {
        var pipeline = Pipeline(ModuleDelivery.Inline, Plugin("check", "failStrategy: FAIL_CLOSE"));
        Extensions(pipeline, "cart");
        var wanted = new WasmModuleKey("oci://example.com/check:v1", "", "", "");
        using (var read = pipeline.Graph.OpenReader())
        {
            Assert.Equal([wanted], read.Get(pipeline.Facts.Extensions.WantedModules, ""));
        }

        pipeline.Graph.Commit(writer => writer.Set(pipeline.Facts.Extensions.Modules, wanted, new WasmModule("0123", "module"u8.ToArray())));

        var machine = Assert.Single(Extensions(pipeline, "cart"))!["typed_config"]!["config"]!["vm_config"]!;
        Assert.Equal("module", Encoding.UTF8.GetString(Convert.FromBase64String((string)machine["code"]!["local"]!["inline_bytes"]!)));
    }

    private static string Of(string plugin) => $"{Name}{plugin}~istio-translated-wasmplugin";

    private static string Mesh(params string[] objects) => Manifest.Of(
    [
        Client, Pod("cart", "10.1.0.1", "cart"), Service("cart", "10.0.0.1", "{name: http, port: 80, targetPort: 8080}"), Slice("cart", "http", 8080, "10.1.0.1"), .. objects,
    ]);

    private static string Plugin(string name, string fields) => $$$"""
        apiVersion: extensions.istio.io/v1alpha1
        kind: WasmPlugin
        metadata: {name: {{{name}}}, namespace: shop}
        spec: {selector: {matchLabels: {app: cart}}, url: "example.com/{{{name}}}:v1", {{{fields}}}}
        """;

    private static IEnumerable<string> Extensions(Envoy.Config.Listener.V3.FilterChain chain) =>
        chain.Http().HttpFilters.Select(filter => filter.Name).Where(name => name.StartsWith(Name, StringComparison.Ordinal));

    private static JsonArray Render(string pod, params string[] objects) => Extensions(Pipeline(ModuleDelivery.ByAgent, objects), pod);

    private static RenderPipeline Pipeline(ModuleDelivery modules, params string[] objects)
    {
        var folder = new MeshFolder();
        folder.AddManifests("mesh.yaml", Encoding.UTF8.GetBytes(Mesh(objects)));
        var pipeline = new RenderPipeline(modules);
        pipeline.Commit(folder.Resources, folder.Settings);
        return pipeline;
    }

    private static JsonArray Extensions(RenderPipeline pipeline, string pod) =>
        ProxyConfigJson.Of(pipeline.Render(pipeline.IdentityOf(ProxyType.Sidecar, "shop", pod)!))["extensions"]!.AsArray();
}
