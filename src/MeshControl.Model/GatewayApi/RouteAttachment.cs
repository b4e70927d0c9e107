using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Services;

namespace MeshControl.Model.GatewayApi;

/// <summary>Which listeners and which services a route attaches to (traffic specification 1.13).</summary>
internal sealed class RouteAttachment(IReadOnlyList<ListenerGateway> listeners, GatewayApiObjects objects)
{
    /// <summary>Each listener at most once, in order of the references. No hostnames mean all of them.</summary>
    public IEnumerable<ListenerGateway> Listeners(RouteOwner owner, IReadOnlyList<ParentReference> parents, IReadOnlyList<string> hostnames) => parents
        .Where(static parent => parent.Kind is null or "Gateway" && parent.Group is null or GatewayApiNames.Group)
        .SelectMany(parent => listeners.Where(listener => Agrees(parent, listener, owner)
            && listener.Takes(owner.Kind) && hostnames.DefaultIfEmpty("*").Any(host => listener.Serves(owner.Namespace, host))))
        .Distinct();

    /// <summary>Hosts and ports (0 for all) of Service and ServiceEntry parents.</summary>
    public IEnumerable<(string Host, int Port)> MeshParents(RouteOwner owner, IReadOnlyList<ParentReference> parents) => parents
        .SelectMany(parent => Hosts(parent, parent.Namespace ?? owner.Namespace).Select(host => (host, parent.Port ?? 0)))
        .Distinct();

    /// <summary>False where another listener of the port has a hostname that covers the route's more exactly.</summary>
    public bool IsHere(ListenerGateway listener, string hostname) =>
        !HostNames.IsWildcard(listener.Hostname)
        || !listeners.Any(other => other.Parent == listener.Parent && other.Listener.Port == listener.Listener.Port
            && other.Listener.Protocol == listener.Listener.Protocol && other.Hostname != listener.Hostname
            && HostNames.IsSubsetOf(hostname, other.Hostname) && HostNames.IsSubsetOf(other.Hostname, listener.Hostname));

    private static bool Agrees(ParentReference parent, ListenerGateway listener, RouteOwner owner) =>
        listener.Parent == new ResourceKey(KindCatalog.KubernetesGateway.Id, parent.Namespace ?? owner.Namespace, parent.Name)
        && (string.IsNullOrEmpty(parent.SectionName) || parent.SectionName == listener.Listener.Name)
        && (parent.Port is null || parent.Port == listener.Listener.Port);

    private IReadOnlyList<string> Hosts(ParentReference parent, string ns) => parent.Kind switch
    {
        "Service" => [$"{parent.Name}.{ns}.svc.{objects.Settings.DomainSuffix}"],
        "ServiceEntry" => objects.EntryHosts(ns, parent.Name),
        _ => [],
    };
}
