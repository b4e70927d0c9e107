using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.GatewayApi;

/// <summary>HTTPRoutes and GRPCRoutes as one rule a listener and hostname, or a service and port; routes of the same one are joined (traffic specification 1.13).</summary>
internal sealed class HttpRouteConversion(RouteAttachment attachment, GatewayApiObjects objects)
{
    private const string Mesh = "mesh";
    private readonly OrderedDictionary<(string Name, string Gateway, string Host), (RouteOwner Oldest, List<HttpRoute> Routes)> _rules = [];

    public IEnumerable<MeshVirtualService> Convert()
    {
        var http = objects.HttpRoutes.Select(route => new Source(
            OwnerOf(route, "HTTPRoute"), route.Spec.ParentRefs, route.Spec.Hostnames, owner => HttpRuleConversion.Convert(route.Spec, owner, objects)));
        var grpc = objects.GrpcRoutes.Select(route => new Source(
            OwnerOf(route, "GRPCRoute"), route.Spec.ParentRefs, route.Spec.Hostnames, owner => HttpRuleConversion.Convert(route.Spec, owner, objects)));
        foreach (var source in http.Concat(grpc).OrderBy(static source => source.Owner.Created)
            .ThenBy(static source => source.Owner.Namespace, StringComparer.Ordinal).ThenBy(static source => source.Owner.Name, StringComparer.Ordinal))
        {
            AddToListeners(source);
            AddToMesh(source);
        }

        foreach (var (key, (oldest, routes)) in _rules)
        {
            var spec = new VirtualService { Hosts = [key.Host], Gateways = [key.Gateway], Http = [.. HttpRuleOrder.InOrder(routes)] };
            yield return ConvertedRule.Make(
                RouteSemantics.GatewayApi, new(KindCatalog.KubernetesGateway.Id, oldest.Namespace, key.Name), oldest.Created, spec, objects.Settings);
        }
    }

    private static RouteOwner OwnerOf(Resource route, string kind) => new(kind, route.Namespace, route.Name, route.Meta.Created, IsMesh: false);

    private void AddToListeners(Source source)
    {
        var owner = source.Owner;
        var listeners = attachment.Listeners(owner, source.Parents, source.Hostnames).ToList();
        if (listeners.Count == 0 || source.Routes(owner) is not { } routes)
        {
            return;
        }

        foreach (var listener in listeners)
        {
            foreach (var hostname in source.Hostnames.DefaultIfEmpty("*"))
            {
                if (listener.Serves(owner.Namespace, hostname) && attachment.IsHere(listener, hostname))
                {
                    Add(($"{listener.Parent.Namespace}~{listener.Gateway.Name}~{hostname}", listener.Gateway.Reference, hostname), owner, routes);
                }
            }
        }
    }

    private void AddToMesh(Source source)
    {
        var owner = source.Owner with { IsMesh = true };
        var parents = attachment.MeshParents(owner, source.Parents).ToList();
        if (parents.Count == 0 || source.Routes(owner) is not { } routes)
        {
            return;
        }

        foreach (var (host, port) in parents)
        {
            var name = port == 0 ? $"{owner.Namespace}~{host}" : $"{owner.Namespace}~{port}~{host}";
            Add((name, Mesh, host), owner, port == 0 ? routes : routes.Select(route => AtPort(route, port)));
        }
    }

    private static HttpRoute AtPort(HttpRoute route, int port) => route with { Match = [(route.Match is [var only] ? only : new()) with { Port = port }] };

    private void Add((string, string, string) key, RouteOwner owner, IEnumerable<HttpRoute> routes)
    {
        if (!_rules.TryGetValue(key, out var entry))
        {
            _rules[key] = entry = (owner, []);
        }

        entry.Routes.AddRange(routes);
    }

    private sealed record Source(
        RouteOwner Owner, IReadOnlyList<ParentReference> Parents, IReadOnlyList<string> Hostnames, Func<RouteOwner, IReadOnlyList<HttpRoute>?> Routes);
}
