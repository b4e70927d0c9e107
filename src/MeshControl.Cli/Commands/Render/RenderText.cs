using System.Text;
using System.Text.Json;
using MeshControl.Cli.Output;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;

namespace MeshControl.Cli.Commands.Render;

/// <summary>A proxy's configuration as text.</summary>
internal static class RenderText
{
    /// <summary>The whole configuration in one format.</summary>
    /// <param name="config">What to print.</param>
    /// <param name="format">json, yaml or short.</param>
    public static string Of(Generation.Output.ProxyConfig config, string format) => format switch
    {
        "yaml" => Yaml(config),
        "short" => Short(config),
        _ => ProxyConfigJson.Of(config).ToJsonString(JsonStyle.Indented) + "\n",
    };

    private static string Yaml(Generation.Output.ProxyConfig config)
    {
        using var text = new StringWriter { NewLine = "\n" };
        YamlWriter.Write(text, JsonSerializer.SerializeToElement(ProxyConfigJson.Of(config)));
        return text.ToString();
    }

    private static string Short(Generation.Output.ProxyConfig config)
    {
        var text = new StringBuilder();
        foreach (var type in ResourceType.All)
        {
            var view = config.View(type, RouteDelivery.Table);
            foreach (var item in view.Items.OrderBy(item => item.Name, StringComparer.Ordinal))
            {
                text.Append(type.Name.PadRight(6)).Append(item.Version).Append("  ").Append(item.Name).Append('\n');
            }
        }

        return text.ToString();
    }
}
