using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Listeners;

/// <summary>Metadata that names the object behind a filter chain; tools and dashboards read it (traffic specification 2.8).</summary>
internal static class ConfigMetadata
{
    /// <summary>The metadata of an object.</summary>
    /// <param name="path">`/apis/GROUP/VERSION/namespaces/NS/KIND/NAME`.</param>
    public static Metadata Of(string path) => new()
    {
        FilterMetadata = { ["istio"] = new Struct { Fields = { ["config"] = Value.ForString(path) } } },
    };
}
