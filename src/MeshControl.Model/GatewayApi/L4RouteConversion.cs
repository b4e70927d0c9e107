using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.GatewayApi;

/// <summary>TCPRoutes and TLSRoutes as one rule a parent (traffic specification 1.13).</summary>
internal sealed class L4RouteConversion(RouteAttachment attachment, GatewayApiObjects objects)
{
    private const string Mesh = "mesh";

    public IEnumerable<MeshVirtualService> Convert() => objects.TcpRoutes.SelectMany(Tcp).Concat(objects.TlsRoutes.SelectMany(Tls));

    private IEnumerable<MeshVirtualService> Tcp(Resource<TcpRouteSpec> route)
    {
        var n = 0;
        var owner = new RouteOwner("TCPRoute", route.Namespace, route.Name, route.Meta.Created, IsMesh: false);
        foreach (var listener in attachment.Listeners(owner, route.Spec.ParentRefs, []))
        {
            if (BackendConversion.Convert(route.Spec.Rules, owner, objects) is { } targets)
            {
                yield return Rule(owner, "tcp", n++, new VirtualService
                {
                    Hosts = ["*"], Gateways = [listener.Gateway.Reference], Tcp = [new TcpRoute { Route = targets }],
                });
            }
        }

        owner = owner with { IsMesh = true };
        foreach (var (host, port) in attachment.MeshParents(owner, route.Spec.ParentRefs))
        {
            if (BackendConversion.Convert(route.Spec.Rules, owner, objects) is { } targets)
            {
                yield return Rule(owner, "tcp", n++, new VirtualService
                {
                    Hosts = [host], Gateways = [Mesh], Tcp = [new TcpRoute { Match = port == 0 ? [] : [new L4MatchAttributes { Port = port }], Route = targets }],
                });
            }
        }
    }

    private IEnumerable<MeshVirtualService> Tls(Resource<TlsRouteSpec> route)
    {
        var n = 0;
        var owner = new RouteOwner("TLSRoute", route.Namespace, route.Name, route.Meta.Created, IsMesh: false);
        foreach (var listener in attachment.Listeners(owner, route.Spec.ParentRefs, route.Spec.Hostnames))
        {
            if (BackendConversion.Convert(route.Spec.Rules, owner, objects) is { } targets)
            {
                var names = ServerNames(route.Spec.Hostnames, listener);
                yield return Rule(owner, "tls", n++, new VirtualService
                {
                    Hosts = names, Gateways = [listener.Gateway.Reference],
                    Tls = [new TlsRoute { Match = [new TlsMatchAttributes { SniHosts = names }], Route = targets }],
                });
            }
        }

        owner = owner with { IsMesh = true };
        foreach (var (host, port) in attachment.MeshParents(owner, route.Spec.ParentRefs))
        {
            if (BackendConversion.Convert(route.Spec.Rules, owner, objects) is { } targets)
            {
                yield return Rule(owner, "tls", n++, new VirtualService
                {
                    Hosts = [host], Gateways = [Mesh], Tls = [new TlsRoute { Match = [new TlsMatchAttributes { SniHosts = [host], Port = port }], Route = targets }],
                });
            }
        }
    }

    // The route's names where the listener has them too; of two that overlap the more exact one.
    private static IReadOnlyList<string> ServerNames(IReadOnlyList<string> hostnames, ListenerGateway listener) =>
        [.. hostnames.DefaultIfEmpty("*").Where(host => HostNames.Overlap(host, listener.Hostname))
            .Select(host => HostNames.IsSubsetOf(host, listener.Hostname) ? host : listener.Hostname).Distinct()];

    private MeshVirtualService Rule(RouteOwner owner, string kind, int n, VirtualService spec) => ConvertedRule.Make(
        RouteSemantics.GatewayApi, new(KindCatalog.KubernetesGateway.Id, owner.Namespace, $"{owner.Name}~{kind}~{n}~{GatewayApiNames.Infix}"),
        owner.Created, spec, objects.Settings);
}
