using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.Lua.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Model.Extensions;
using NetworkFilter = Envoy.Config.Listener.V3.Filter;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>Filters of extensions: a script is written out, a module is fetched apart, so that a change of it drains no listener.</summary>
internal static class ExtensionFilters
{
    public const string Prefix = "extensions.istio.io/trafficextension/";
    private const string TypePrefix = "type.googleapis.com/envoy.extensions.filters.";

    /// <summary>Name of the filter and of the resource that configures it.</summary>
    public static string NameOf(MeshExtension extension) => Prefix + extension.Name;

    public static HttpFilter Http(MeshExtension extension) => extension.Spec.Lua is { } lua
        ? HttpFilterChain.Filter(NameOf(extension), new Lua { DefaultSourceCode = new DataSource { InlineString = lua.InlineCode } })
        : new HttpFilter { Name = NameOf(extension), ConfigDiscovery = Discovery("http") };

    public static NetworkFilter Network(MeshExtension extension) => new() { Name = NameOf(extension), ConfigDiscovery = Discovery("network") };

    private static ExtensionConfigSource Discovery(string layer) => new()
    {
        ConfigSource = AdsSource.NoTimeout,
        TypeUrls = { $"{TypePrefix}{layer}.wasm.v3.Wasm", $"{TypePrefix}{layer}.rbac.v3.RBAC" },
    };
}
