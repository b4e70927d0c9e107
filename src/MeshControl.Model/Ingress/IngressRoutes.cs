using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Ingress;

/// <summary>One path of an Ingress as a route (traffic specification 1.14).</summary>
internal static class IngressRoutes
{
    /// <summary>Null where the backend is no Service or its named port is not known.</summary>
    public static HttpRoute? Convert(IngressPath path, string ns, MeshSettings settings, Func<string, string, IReadOnlyList<KubeServicePort>?> portsOf)
    {
        if (path.Backend?.Service is not { Port: { } port } service)
        {
            return null;
        }

        var number = port.Name.Length == 0
            ? port.Number
            : portsOf(ns, service.Name)?.FirstOrDefault(candidate => candidate.Name == port.Name)?.Port ?? 0;
        if (number == 0)
        {
            return null;
        }

        return new HttpRoute
        {
            Match = [new HttpMatchRequest { Uri = Uri(path) }],
            Route =
            [
                new HttpRouteDestination
                {
                    Destination = new Destination { Host = $"{service.Name}.{ns}.svc.{settings.DomainSuffix}", Port = new PortSelector { Number = number } },
                    Weight = 100,
                },
            ],
        };
    }

    /// <summary>Longer paths first; of equally long ones the exact one.</summary>
    public static IEnumerable<HttpRoute> InOrder(IEnumerable<HttpRoute> routes) =>
        routes.OrderByDescending(static route => Path(route).Length).ThenByDescending(static route => route.Match[0].Uri?.Exact is not null);

    private static string Path(HttpRoute route) => route.Match[0].Uri is { } uri ? uri.Exact ?? uri.Prefix ?? "" : "";

    private static StringMatch? Uri(IngressPath path) => path.PathType switch
    {
        "Exact" => new StringMatch { Exact = path.Path },
        "Prefix" => new StringMatch { Prefix = path.Path },
        _ => ImplementationSpecific(path.Path),
    };

    private static StringMatch? ImplementationSpecific(string path) =>
        path is "" or "*" or "/*" or ".*" ? null
        : path.EndsWith(".*", StringComparison.Ordinal) || path.EndsWith("/*", StringComparison.Ordinal) ? new StringMatch { Prefix = path[..^2] }
        : new StringMatch { Exact = path };
}
