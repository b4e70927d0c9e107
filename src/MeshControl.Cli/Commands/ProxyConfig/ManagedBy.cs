using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig;

/// <summary>Which Istio object an Envoy object came from, read from its metadata (<c>filter_metadata.istio.config</c>).</summary>
internal static class ManagedBy
{
    private const string Prefix = "/apis/networking.istio.io/";

    /// <summary>"name.namespace", "" where nothing is said, "&lt;unknown&gt;" where it is no networking object.</summary>
    public static string Describe(JsonElement resource)
    {
        var config = resource.Field("metadata", "filter_metadata", "istio", "config");
        if (!config.Exists())
            return "";
        var path = config.AsText();
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return "<unknown>";
        var pieces = path.Split('/');
        return pieces.Length == 8 ? $"{pieces[7]}.{pieces[5]}" : "";
    }
}
