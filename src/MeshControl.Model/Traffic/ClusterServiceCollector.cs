using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>The services a scope needs clusters for: those its listeners import and those its routing rules lead to (traffic specification 7.4).</summary>
internal static class ClusterServiceCollector
{
    public static EquatableArray<Service> Collect(EgressView view, ServiceIndex visible, string ns)
    {
        var order = new List<string>();
        var byHost = new Dictionary<string, Service>();
        foreach (var service in view.Listeners.SelectMany(listener => listener.Services))
        {
            Add(service);
        }

        foreach (var (host, port) in view.Listeners.SelectMany(listener => listener.VirtualServices).SelectMany(rule => Destinations(rule.Spec, ns)))
        {
            if (visible.Find(host) is not { } service)
            {
                continue;
            }

            if (port == 0)
            {
                Add(service);
            }
            else if (service.Ports.FirstOrDefault(own => own.Number == port) is { } named)
            {
                Add(service with { Ports = [named] });
            }
        }

        return order.Select(host => byHost[host]).ToEquatableArray();

        void Add(Service service)
        {
            if (!byHost.TryGetValue(service.Host, out var known))
            {
                order.Add(service.Host);
                byHost[service.Host] = service;
            }
            else if (!ReferenceEquals(known, service))
            {
                var added = service.Ports.Where(port => known.Ports.All(own => own.Number != port.Number)).ToList();
                if (added.Count > 0)
                {
                    byHost[service.Host] = known with { Ports = [.. known.Ports, .. added] };
                }
            }
        }
    }

    private static IEnumerable<(string Host, int Port)> Destinations(VirtualService spec, string ns)
    {
        foreach (var route in spec.Http)
        {
            if (route.Match.Count > 0 && !route.Match.Any(match => IsFor(match.SourceNamespace, ns)))
            {
                continue;
            }

            foreach (var destination in route.Route.Select(item => item.Destination).Append(route.Mirror).Concat(route.Mirrors.Select(item => item.Destination)))
            {
                if (destination is not null)
                {
                    yield return (destination.Host, destination.Port?.Number ?? 0);
                }
            }
        }

        var tcp = spec.Tcp.Where(route => route.Match.Count == 0 || route.Match.Any(match => IsFor(match.SourceNamespace, ns))).SelectMany(route => route.Route);
        var tls = spec.Tls.Where(route => route.Match.Count == 0 || route.Match.Any(match => IsFor(match.SourceNamespace, ns))).SelectMany(route => route.Route);
        foreach (var destination in tcp.Concat(tls).Select(item => item.Destination).OfType<Destination>())
        {
            yield return (destination.Host, destination.Port?.Number ?? 0);
        }
    }

    private static bool IsFor(string sourceNamespace, string ns) => sourceNamespace.Length == 0 || sourceNamespace == ns;
}
