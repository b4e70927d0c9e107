using MeshControl.Generation.Tests.Listeners;
using static MeshControl.Generation.Tests.Listeners.Manifest;

namespace MeshControl.Generation.Tests.Patches;

/// <summary>EnvoyFilters as changes of the listeners that a sidecar gets.</summary>
public sealed class EnvoyFilterTests
{
    private const string Lua = """{name: envoy.filters.http.lua, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}""";
    private const string Router = "filterChain: {filter: {name: envoy.filters.network.http_connection_manager, subFilter: {name: envoy.filters.http.router}}}";

    [Fact]
    public void Filter_is_inserted_before_the_named_one_on_its_port_only()
    {
        var mesh = Mesh($"applyTo: HTTP_FILTER, match: {{context: SIDECAR_OUTBOUND, listener: {{portNumber: 80, {Router}}}}}, patch: {{operation: INSERT_BEFORE, value: {Lua}}}");

        Assert.Equal("envoy.filters.http.lua", mesh.Listeners()["0.0.0.0_80"].FilterChains[0].Http().HttpFilters[^2].Name);
        Assert.DoesNotContain(mesh.Listeners()["0.0.0.0_81"].FilterChains[0].Http().HttpFilters, filter => filter.Name == "envoy.filters.http.lua");
    }

    [Fact]
    public void Patch_that_cannot_be_read_changes_nothing()
    {
        var plain = new SidecarFixture(Base).Listeners();
        var patched = Mesh("""applyTo: HTTP_FILTER, match: {context: ANY}, patch: {operation: INSERT_FIRST, value: {name: x, typed_config: {"@type": type.googleapis.com/none.such}}}""").Listeners();

        Assert.Equal(plain["0.0.0.0_80"], patched["0.0.0.0_80"]);
    }

    [Fact]
    public void Listener_is_removed_by_name()
    {
        var listeners = Mesh("applyTo: LISTENER, match: {context: SIDECAR_OUTBOUND, listener: {name: 0.0.0.0_81}}, patch: {operation: REMOVE}").Listeners();

        Assert.DoesNotContain("0.0.0.0_81", listeners.Keys);
        Assert.Contains("0.0.0.0_80", listeners.Keys);
    }

    private static string Base { get; } = Manifest.Of(Client, Service("cart", "10.0.0.1", "{name: http, port: 80, targetPort: 8080}, {name: http-admin, port: 81, targetPort: 8081}"));

    private static SidecarFixture Mesh(string patch) => new(Manifest.Of(Base, $$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: patch, namespace: shop}
        spec: {configPatches: [{ {{patch}} }]}
        """));
}
