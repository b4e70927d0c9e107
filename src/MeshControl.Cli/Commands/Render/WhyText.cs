using System.Text;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;

namespace MeshControl.Cli.Commands.Render;

/// <summary>Each resource with the objects that made it, one line a resource.</summary>
internal static class WhyText
{
    public static string Of(RenderPipeline pipeline, ProxyIdentity proxy, Generation.Output.ProxyConfig config)
    {
        var origins = pipeline.Explain(proxy);
        var text = new StringBuilder();
        foreach (var type in ResourceType.All)
        {
            foreach (var item in config.View(type, RouteDelivery.Table).Items.OrderBy(item => item.Name, StringComparer.Ordinal))
            {
                text.Append(type.Name).Append(' ').Append(item.Name).Append('\n');
                var objects = origins.Of(type, item.Name);
                if (objects.Count == 0)
                {
                    text.Append("     (mesh settings alone)\n");
                }

                foreach (var key in objects)
                {
                    text.Append("     ").Append(key).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
