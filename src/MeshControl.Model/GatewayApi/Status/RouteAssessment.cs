using MeshControl.Incremental;
using MeshControl.Model.Gateways;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>What becomes of routes at the parents that they name.</summary>
internal sealed class RouteAssessment(GatewayApiObjects objects, IReadOnlyList<ListenerGateway> listeners)
{
    private readonly RouteAttachment _attachment = new(listeners, objects);
    private readonly HashSet<ResourceKey> _ours = [.. objects.Gateways
        .Where(gateway => objects.ControllerOf(gateway.Spec.GatewayClassName) == GatewayApiNames.Controller).Select(gateway => gateway.Key)];

    public IEnumerable<AssessedRoute> All() =>
    [
        .. objects.HttpRoutes.Select(route => Of(route, "HTTPRoute", route.Spec.ParentRefs, route.Spec.Hostnames, route.Spec.Rules.SelectMany(rule => rule.BackendRefs).Select(Plain))),
        .. objects.GrpcRoutes.Select(route => Of(route, "GRPCRoute", route.Spec.ParentRefs, route.Spec.Hostnames, route.Spec.Rules.SelectMany(rule => rule.BackendRefs).Select(Plain))),
        .. objects.TcpRoutes.Select(route => Of(route, "TCPRoute", route.Spec.ParentRefs, [], route.Spec.Rules.SelectMany(rule => rule.BackendRefs))),
        .. objects.TlsRoutes.Select(route => Of(route, "TLSRoute", route.Spec.ParentRefs, route.Spec.Hostnames, route.Spec.Rules.SelectMany(rule => rule.BackendRefs))),
    ];

    private AssessedRoute Of(Resource route, string kind, IReadOnlyList<ParentReference> parents, IReadOnlyList<string> hostnames, IEnumerable<BackendRef> backends)
    {
        var owner = new RouteOwner(kind, route.Namespace, route.Name, route.Meta.Created, IsMesh: false);
        var references = References(owner, backends);
        var statuses = parents.Where(parent => IsOurs(parent, owner)).Select(parent => new RouteParentStatus(parent, Accepted(parent, owner, hostnames), references));
        return new(new(route.Key, statuses.ToEquatableArray()), [.. _attachment.Listeners(owner, parents, hostnames)]);
    }

    private static BackendRef Plain(HttpBackendRef backend) => new() { Group = backend.Group, Kind = backend.Kind, Name = backend.Name, Namespace = backend.Namespace };

    private bool IsOurs(ParentReference parent, RouteOwner owner) => parent.Kind switch
    {
        null or "Gateway" => _ours.Contains(new(KindCatalog.KubernetesGateway.Id, parent.Namespace ?? owner.Namespace, parent.Name)),
        "Service" or "ServiceEntry" => true,
        _ => false,
    };

    private Verdict Accepted(ParentReference parent, RouteOwner owner, IReadOnlyList<string> hostnames)
    {
        if (parent.Kind is "Service" or "ServiceEntry")
        {
            var ns = parent.Namespace ?? owner.Namespace;
            return parent.Kind == "Service" ? objects.HasService(ns, parent.Name) ? Verdict.Good("Accepted") : Verdict.Bad("NoMatchingParent", $"there is no service {ns}/{parent.Name}")
                : objects.EntryHosts(ns, parent.Name).Count > 0 ? Verdict.Good("Accepted") : Verdict.Bad("NoMatchingParent", $"there is no ServiceEntry {ns}/{parent.Name}");
        }

        if (_attachment.Listeners(owner, [parent], hostnames).Any())
        {
            return Verdict.Good("Accepted");
        }

        var named = listeners.Where(listener => listener.Parent == new ResourceKey(KindCatalog.KubernetesGateway.Id, parent.Namespace ?? owner.Namespace, parent.Name)
            && (string.IsNullOrEmpty(parent.SectionName) || parent.SectionName == listener.Listener.Name) && (parent.Port is null || parent.Port == listener.Listener.Port)).ToList();
        return named.Count == 0 ? Verdict.Bad("NoMatchingParent", "the Gateway serves no listener of this name and port")
            : !named.Exists(listener => listener.Takes(owner.Kind)) ? Verdict.Bad("NotAllowedByListeners", $"no listener takes a {owner.Kind}; see allowedRoutes.kinds and its protocol")
            : !named.Exists(listener => GatewayServers.HostsFor(listener.Gateway.Servers[0], owner.Namespace).Any())
                ? Verdict.Bad("NotAllowedByListeners", $"no listener takes routes of namespace {owner.Namespace}; see allowedRoutes.namespaces")
                : Verdict.Bad("NoMatchingListenerHostname", "none of the route's hostnames is one of the listeners'");
    }

    private Verdict References(RouteOwner owner, IEnumerable<BackendRef> backends)
    {
        foreach (var backend in backends)
        {
            var (ns, kind, group) = (backend.Namespace ?? owner.Namespace, backend.Kind ?? "Service", backend.Group ?? "");
            if (!objects.MayRefer(owner.Kind, owner.Namespace, group, kind, ns, backend.Name))
            {
                return Verdict.Bad("RefNotPermitted", $"the {kind} {ns}/{backend.Name} is of another namespace; add a ReferenceGrant there");
            }

            if ((group, kind) is not (("", "Service") or ("networking.istio.io", "Hostname")))
            {
                return Verdict.Bad("InvalidKind", $"a backend of kind {kind} is not known; use a Service or a Hostname");
            }

            if (kind == "Service" && !objects.HasService(ns, backend.Name))
            {
                return Verdict.Bad("BackendNotFound", $"there is no service {ns}/{backend.Name}");
            }
        }

        return Verdict.Good("ResolvedRefs");
    }
}
