using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Dumps;

/// <summary>An Envoy config dump (envoy.admin.v3.ConfigDump as JSON), read tolerantly: unknown sections and types are left alone.</summary>
internal sealed class EnvoyDump
{
    private readonly JsonElement _root;

    private EnvoyDump(JsonElement root) => _root = root;

    /// <summary>Takes a document for a config dump.</summary>
    /// <exception cref="CommandException">The document is something else than a config dump.</exception>
    public static EnvoyDump Of(JsonDocument document, string source)
    {
        if (!document.RootElement.Field("configs").Exists())
            throw new CommandException($"{source} is no Envoy config dump (it has no \"configs\"); take one with: curl 'localhost:15000/config_dump?include_eds' > config_dump.json");
        return new(document.RootElement);
    }

    public JsonElement Root => _root;

    public JsonElement Bootstrap => Section("BootstrapConfigDump");

    public JsonElement Secrets => Section("SecretsConfigDump");

    public bool HasEndpoints => Section("EndpointsConfigDump").Exists();

    /// <summary>Clusters in use, those from xDS first; warming ones are not in use yet.</summary>
    public IReadOnlyList<JsonElement> Clusters() =>
        Resources("ClustersConfigDump", "cluster", "dynamic_active_clusters", "static_clusters");

    public IReadOnlyList<JsonElement> Routes() =>
        Resources("RoutesConfigDump", "route_config", "dynamic_route_configs", "static_route_configs");

    public IReadOnlyList<JsonElement> Endpoints() =>
        Resources("EndpointsConfigDump", "endpoint_config", "dynamic_endpoint_configs", "static_endpoint_configs");

    public IReadOnlyList<JsonElement> Listeners()
    {
        var section = Section("ListenersConfigDump");
        var active = section.Items("dynamic_listeners").Select(entry => entry.Field("active_state", "listener"));
        var fixedOnes = section.Items("static_listeners").Select(entry => entry.Field("listener"));
        return [.. active.Concat(fixedOnes).Where(listener => listener.Exists())];
    }

    public IReadOnlyList<JsonElement> ExtensionConfigs() =>
        [.. _root.Items("configs").Where(section => IsType(section, "EcdsConfigDump"))
            .SelectMany(section => section.Items("ecds_filters"))
            .Select(entry => entry.Field("ecds_filter"))
            .Where(filter => filter.Exists())];

    private IReadOnlyList<JsonElement> Resources(string type, string field, params ReadOnlySpan<string> lists)
    {
        var section = Section(type);
        var resources = new List<JsonElement>();
        foreach (var list in lists)
            resources.AddRange(section.Items(list).Select(entry => entry.Field(field)).Where(resource => resource.Exists()));
        return resources;
    }

    // The last of several sections of one type counts, as in istioctl.
    private JsonElement Section(string type) => _root.Items("configs").LastOrDefault(section => IsType(section, type));

    private static bool IsType(JsonElement section, string type) =>
        section.Text("@type").EndsWith($"envoy.admin.v3.{type}", StringComparison.Ordinal);
}
