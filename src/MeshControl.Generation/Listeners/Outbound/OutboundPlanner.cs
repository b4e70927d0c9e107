using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Decides which outbound listeners a scope has and which service ports share them (traffic specification 3.3 to 3.5, 7.3).</summary>
internal sealed class OutboundPlanner(EgressKey key, OutboundPorts ports, Func<Service, EndpointSetView> endpoints)
{
    private readonly Dictionary<(string Bind, int Port), PlannedListener> _listeners = [];

    public static OutboundPlan Plan(EgressKey key, EgressView view, OutboundPorts ports, Func<Service, EndpointSetView> endpoints)
    {
        var planner = new OutboundPlanner(key, ports, endpoints);
        foreach (var listener in view.Listeners)
        {
            planner.Add(listener);
        }

        return planner.ToPlan();
    }

    private OutboundPlan ToPlan()
    {
        var specs = _listeners.OrderBy(item => item.Key.Port).ThenBy(item => item.Key.Bind, StringComparer.Ordinal).Select(item => item.Value.ToSpec()).ToList();
        var tables = specs.SelectMany(spec => spec.Shares).Where(share => share.HasHttp).Select(share => share.RouteTable);
        if (ports.HttpProxyPort > 0)
        {
            tables = tables.Append(HttpProxyListener.RouteTable);
        }

        return new OutboundPlan([.. specs], [.. tables.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private void Add(EgressListenerView listener)
    {
        var bindsToPort = BindsToPort(listener);
        if (listener.Port is { } port)
        {
            AddDeclaredPort(listener, port, bindsToPort);
        }
        else
        {
            AddEveryPort(listener, bindsToPort);
        }
    }

    private void AddDeclaredPort(EgressListenerView listener, SidecarPort port, bool bindsToPort)
    {
        var isUnix = ListenerAddresses.IsUnix(listener.Bind);
        var number = isUnix ? 0 : port.Number;
        var bind = listener.Bind.Length > 0 ? listener.Bind : bindsToPort ? key.Facets.Localhost : key.Facets.Wildcard;
        if (!ports.CanListen(bind, number, bindsToPort || isUnix, key.Facets))
        {
            return;
        }

        var protocol = ProtocolExtensions.Parse(port.Protocol) ?? Protocol.Auto;
        foreach (var service in listener.Services)
        {
            AddPort(new OutboundCandidate(listener.Index, service, FirstAddress(service), protocol, number, bind, bindsToPort || isUnix));
        }
    }

    private void AddEveryPort(EgressListenerView listener, bool bindsToPort)
    {
        foreach (var known in _listeners.Values)
        {
            known.IsLocked = true;
        }

        var bind = listener.Bind.Length > 0 ? listener.Bind : bindsToPort ? key.Facets.Localhost : "";
        foreach (var service in listener.Services)
        {
            if (service.Resolution == Resolution.Alias)
            {
                continue;
            }

            foreach (var (address, port) in ServiceListenAddress.All(service, key.Facets).SelectMany(address => service.Ports.Select(port => (address, port))))
            {
                var isHeadless = bind.Length == 0 && service.Resolution == Resolution.Passthrough && address == Service.NoAddress
                    && (port.Protocol.IsTcp() || port.Protocol == Protocol.Auto);
                foreach (var own in isHeadless ? HeadlessBinds(service, port) : [bind])
                {
                    AddPort(new OutboundCandidate(listener.Index, service, address, port.Protocol, port.Number, own, bindsToPort));
                }
            }
        }
    }

    // One listener an endpoint: clients of a headless service dial its pods. Empty stands for "wherever the service is".
    private IEnumerable<string> HeadlessBinds(Service service, ServicePort port)
    {
        var members = endpoints(service).OfPort(port.Name).ToList();
        if (members.Count == 0 && service.Registry != ServiceRegistry.Kubernetes && service.Selector.Count == 0)
        {
            return [""];
        }

        // The pod itself never comes through its own proxy.
        return members.Where(member => member.Addresses.Count > 0 && member.Addresses.All(IsAddress) && member.Address != key.OwnAddress)
            .Select(member => member.Address).Distinct(StringComparer.Ordinal);
    }

    private void AddPort(OutboundCandidate candidate)
    {
        if (candidate.Protocol == Protocol.Udp || candidate.Service.Resolution == Resolution.Alias)
        {
            return;
        }

        var (bind, ranges) = candidate.Place(key.Facets);
        if (!ports.CanListen(bind, candidate.Port, candidate.BindsToPort, key.Facets))
        {
            return;
        }

        var entry = (bind, candidate.Port);
        if (!_listeners.TryGetValue(entry, out var planned))
        {
            _listeners[entry] = planned = new PlannedListener(bind, candidate.Port, candidate.BindsToPort);
        }

        planned.Add(candidate.ToShare(bind, ranges, key.Facets), candidate.KindAt(bind, key.Facets));
    }

    private string FirstAddress(Service service) => ServiceListenAddress.All(service, key.Facets).FirstOrDefault(Service.NoAddress);

    private bool BindsToPort(EgressListenerView listener) => listener.CaptureMode switch
    {
        CaptureMode.None => true,
        CaptureMode.Iptables => false,
        _ => key.Facets.Interception == InterceptionMode.None,
    };

    private static bool IsAddress(string text) => System.Net.IPAddress.TryParse(text, out _);
}
