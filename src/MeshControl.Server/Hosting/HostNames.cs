using System.Collections.Immutable;

namespace MeshControl.Server.Hosting;

/// <summary>The names under which proxies and API servers call a control plane: those of istiod's services in its namespace.</summary>
internal static class HostNames
{
    public static ImmutableArray<string> Of(ServeOptions options)
    {
        if (options.HostNames.Count > 0)
        {
            return [.. options.HostNames];
        }

        IEnumerable<string> services = options.Revision is "" or "default" ? ["istiod", "istiod-remote", "istio-pilot"] : ["istiod", "istiod-remote", "istio-pilot", $"istiod-{options.Revision}"];
        return [.. services.Select(service => $"{service}.{options.SystemNamespace}.svc"), "localhost"];
    }
}
