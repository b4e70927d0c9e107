using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Generation.Endpoints;

/// <summary>The gateways by which other networks are entered: services that carry a network's label, and those of the mesh networks file (6.7).</summary>
internal sealed class NetworkGatewayFacts
{
    private const string All = "";
    private const string PortLabel = "networking.istio.io/gatewayPort";
    private const int DefaultPort = 15443;
    private readonly MeshFacts _facts;
    private readonly Index<bool, ResourceKey, Resource<KubeService>> _labelled;
    private readonly Derived<string, EquatableArray<NetworkGatewayAddress>> _gateways;

    public NetworkGatewayFacts(MeshFacts facts)
    {
        _facts = facts;
        _labelled = new(facts.Resources.Services.Table, "Service/network-gateway", static service =>
            service.Meta.Labels.ContainsKey(NetworkLabels.Network) ? [true] : []);
        _gateways = new(facts.Graph, "network-gateways", (_, read) => List(read));
    }

    public EquatableArray<NetworkGatewayAddress> Get(IReader read) => read.Get(_gateways, All);

    private EquatableArray<NetworkGatewayAddress> List(IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var found = new SortedSet<NetworkGatewayAddress>(Comparer<NetworkGatewayAddress>.Create(static (a, b) =>
            string.CompareOrdinal(a.Network, b.Network) is var n and not 0 ? n : a.CompareTo(b)));
        foreach (var service in read.Items(_labelled, true))
        {
            var port = service.Meta.Labels.TryGetValue(PortLabel, out var text) && int.TryParse(text, out var number) ? number : DefaultPort;
            Add(found, service, service.Meta.Labels[NetworkLabels.Network], port, settings);
        }

        foreach (var (network, declared) in settings.Networks.Networks)
        {
            foreach (var gateway in declared.Gateways)
            {
                if (gateway.Address is { Length: > 0 } address)
                {
                    found.Add(new(network, "", address, gateway.Port));
                }
                else if (gateway.RegistryServiceName is { } host && FindService(host, settings, read) is { } service)
                {
                    Add(found, service, network, gateway.Port, settings);
                }
            }
        }

        return [.. found];
    }

    private Resource<KubeService>? FindService(string host, MeshSettings settings, IReader read)
    {
        var labels = host.Split('.');
        return labels.Length > 1 && (labels.Length == 2 || host.EndsWith($".svc.{settings.DomainSuffix}", StringComparison.Ordinal))
            ? _facts.Resources.Services.Find(read, labels[1], labels[0])
            : null;
    }

    // A service that does not declare the port is no gateway.
    private static void Add(
        SortedSet<NetworkGatewayAddress> found, Resource<KubeService> service, string network, int port, MeshSettings settings)
    {
        if (service.Spec.Spec.Ports.All(declared => declared.Port != port))
        {
            return;
        }

        var addresses = service.Spec.Spec.ExternalIPs
            .Concat(service.Spec.Status?.LoadBalancer?.Ingress.Select(ingress => string.IsNullOrEmpty(ingress.Ip) ? ingress.Hostname ?? "" : ingress.Ip) ?? []);
        foreach (var address in addresses.Where(address => address.Length > 0))
        {
            found.Add(new(network, settings.ClusterId, address, port));
        }
    }
}
