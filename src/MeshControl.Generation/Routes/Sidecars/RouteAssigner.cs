using MeshControl.Incremental;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>Decides which rule routes which hosts of a sidecar's port (traffic specification 4.1 steps 2 to 5, 4.2).</summary>
internal static class RouteAssigner
{
    // Only on this port do rules reach hosts that no service has.
    private const int UnknownHostsPort = 80;

    public static RouteAssignment Assign(EgressListenerView listener, ServicesOfPort services, RouteScope scope)
    {
        var groups = new List<RouteAssignment.Group>();
        var ruled = new HashSet<string>();
        var specificity = new Lazy<RuleSpecificity>(() => new RuleSpecificity(listener.VirtualServices));
        foreach (var rule in listener.VirtualServices)
        {
            if (rule.Spec.Http.Count == 0
                || (scope.Port != UnknownHostsPort && !MatchesAny(rule, services))
                || !StaticMatch.HasRoutes(rule.Spec, scope))
            {
                continue;
            }

            foreach (var group in Groups(rule, services, scope, specificity))
            {
                groups.Add(group);
                ruled.UnionWith(group.Services);
            }
        }

        var plain = from service in services.Services
                    where service.Resolution != Resolution.Alias && !ruled.Contains(service.Host)
                    from port in service.Ports
                    where IsRouted(port)
                    select new RouteAssignment.ServicePortName(service.Host, port.Number);
        return new(groups.ToEquatableArray(), plain.ToEquatableArray());
    }

    private static IEnumerable<RouteAssignment.Group> Groups(
        MeshVirtualService rule, ServicesOfPort services, RouteScope scope, Lazy<RuleSpecificity> specificity)
    {
        var (hosts, own) = Split(rule, services, specificity);
        if (rule.Semantics == RouteSemantics.GatewayApi)
        {
            // A route of another namespace reaches only its own services.
            own.RemoveAll(service => service.Namespace != rule.Namespace && scope.ClientNamespace != rule.Namespace);
            if (own.Count == 0)
            {
                return [];
            }
        }

        var byPort = new SortedDictionary<int, List<string>>();
        foreach (var service in own)
        {
            foreach (var port in service.Ports.Where(IsRouted))
            {
                (byPort.TryGetValue(port.Number, out var list) ? list : byPort[port.Number] = []).Add(service.Host);
            }
        }

        if (byPort.Count == 0 && scope.Port == UnknownHostsPort)
        {
            byPort[UnknownHostsPort] = [];
        }

        return byPort.Select(entry => new RouteAssignment.Group(rule.Source, entry.Key, hosts.ToEquatableArray(), entry.Value.ToEquatableArray()));
    }

    private static (List<string> Hosts, List<Service> Services) Split(
        MeshVirtualService rule, ServicesOfPort services, Lazy<RuleSpecificity> specificity)
    {
        var hosts = new List<string>();
        var own = new List<Service>();
        foreach (var host in rule.Hosts.Where(static host => !HostNames.IsWildcard(host)))
        {
            if (services.Find(host) is { } service)
            {
                own.Add(service);
            }
            else
            {
                hosts.Add(host);
            }
        }

        foreach (var host in rule.Hosts.Where(HostNames.IsWildcard))
        {
            var overlaps = false;
            if (rule.Semantics != RouteSemantics.GatewayApi)
            {
                foreach (var service in services.Services.Where(service => HostNames.Overlap(service.Host, host)))
                {
                    overlaps = true;
                    if (specificity.Value.MostSpecific(service.Host) == rule.Source)
                    {
                        own.Add(service);
                    }
                }
            }

            if (!overlaps)
            {
                hosts.Add(host);
            }
        }

        return (hosts, own);
    }

    private static bool MatchesAny(MeshVirtualService rule, ServicesOfPort services)
    {
        foreach (var host in rule.Hosts.Select(static host => host.ToLowerInvariant()))
        {
            if (services.Find(host) is not null)
            {
                return true;
            }

            foreach (var service in HostNames.IsWildcard(host) ? services.Services : services.Wildcards)
            {
                if (HostNames.Overlap(host, service.Host))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsRouted(ServicePort port) => port.Protocol.IsHttp() || port.Protocol == Protocol.Auto;
}
