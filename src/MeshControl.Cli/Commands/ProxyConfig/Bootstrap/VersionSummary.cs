using System.Text;
using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;

namespace MeshControl.Cli.Commands.ProxyConfig.Bootstrap;

/// <summary>The versions an Envoy's bootstrap tells.</summary>
internal static class VersionSummary
{
    /// <summary>The dump's bootstrap section.</summary>
    /// <exception cref="CommandException">The dump holds no bootstrap.</exception>
    public static JsonElement Select(EnvoyDump dump) =>
        dump.Bootstrap is var section && section.Exists() ? section : throw new CommandException("no bootstrap found in the dump");

    public static void Write(TextWriter output, JsonElement section)
    {
        var node = section.Field("bootstrap", "node");
        var lines = new List<(string Label, string Value)>();
        if (node.Field("metadata").Text("ISTIO_VERSION") is { Length: > 0 } istio)
            lines.Add(("Istio Version:", istio));
        if (node.Field("metadata").Text("ISTIO_PROXY_SHA") is { Length: > 0 } proxy)
            lines.Add(("Istio Proxy Version:", proxy.Split(':') is [_, var sha, ..] ? sha : proxy));
        lines.Add(("Envoy Version:", EnvoyVersion(node.Field("user_agent_build_version"))));
        var table = new ColumnTable(gap: 1, lines[0].Label, lines[0].Value);
        foreach (var (label, value) in lines.Skip(1))
            table.Add(label, value);
        table.WriteTo(output);
    }

    private static string EnvoyVersion(JsonElement build)
    {
        var version = build.Field("version");
        var text = new StringBuilder($"{version.Number("major_number")}.{version.Number("minor_number")}.{version.Number("patch")}");
        var metadata = build.Field("metadata");
        foreach (var (key, separator) in ((string, char)[])[("build.label", '-'), ("revision.status", '/'), ("build.type", '/'), ("ssl.version", '/')])
        {
            if (metadata.Field(key) is var value && value.Exists())
                text.Append(separator).Append(value.AsText());
        }
        return text.ToString();
    }
}
