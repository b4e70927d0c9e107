using MeshControl.Incremental;

namespace MeshControl.Model.Services;

/// <summary>A service as the mesh sees it, from a Kubernetes Service or one host of a ServiceEntry (traffic specification 1.1 and 1.5).</summary>
public sealed record Service
{
    /// <summary>What stands for "no address".</summary>
    public const string NoAddress = "0.0.0.0";

    public required ServiceKey Key { get; init; }

    public string Host => Key.Host;

    public string Namespace => Key.Namespace;

    /// <summary>The short name: a Kubernetes Service's metadata.name, a ServiceEntry's host.</summary>
    public required string Name { get; init; }

    public required ServiceRegistry Registry { get; init; }

    public required Resolution Resolution { get; init; }

    public bool IsMeshExternal { get; init; }

    public bool IsHeadless => Registry == ServiceRegistry.Kubernetes && Resolution == Resolution.Passthrough;

    public EquatableArray<ServicePort> Ports { get; init; }

    /// <summary>Every address: cluster IPs of the local cluster, or a ServiceEntry's addresses (IPs and CIDRs); empty when there is none.</summary>
    public EquatableArray<string> Addresses { get; init; }

    /// <summary>Cluster IPs by cluster id, for a service that several clusters have.</summary>
    public EquatableMap<string, EquatableArray<string>> ClusterAddresses { get; init; } = EquatableMap<string, EquatableArray<string>>.Empty;

    /// <summary>Addresses given to a ServiceEntry without one; used by proxies that capture DNS.</summary>
    public EquatableArray<string> AutoAllocatedAddresses { get; init; }

    /// <summary>First address, else 0.0.0.0.</summary>
    public string DefaultAddress => Addresses.Count > 0 ? Addresses[0] : NoAddress;

    public EquatableMap<string, string> Labels { get; init; } = EquatableMap<string, string>.Empty;

    /// <summary>Pod or workload selector; empty where endpoints are given some other way.</summary>
    public EquatableMap<string, string> Selector { get; init; } = EquatableMap<string, string>.Empty;

    /// <summary>Namespaces that see it, with the mesh default filled in: `*`, `.`, `~` or names.</summary>
    public EquatableArray<string> ExportTo { get; init; }

    /// <summary>Sort key of all precedence rules.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>SPIFFE identities that may serve it besides those of its endpoints.</summary>
    public EquatableArray<string> ServiceAccounts { get; init; }

    public EquatableArray<string> SubjectAltNames { get; init; }

    public bool IsNodeLocal { get; init; }

    public bool PublishesNotReadyAddresses { get; init; }

    public TrafficDistribution TrafficDistribution { get; init; }

    /// <summary>Target of an alias; null for any other service.</summary>
    public string? ExternalName { get; init; }

    /// <summary>Hosts of the ExternalName services that lead here, by namespace, then host.</summary>
    public EquatableArray<ServiceKey> Aliases { get; init; }

    /// <summary>True with the annotation `istio.io/connect-strategy: RACE_FIRST_TCP_CONNECT`.</summary>
    public bool RacesConnections { get; init; }

    /// <summary>The objects it was made from.</summary>
    public EquatableArray<Resources.ResourceKey> Sources { get; init; }

    /// <summary>The port with this number; UDP ports are left out.</summary>
    public ServicePort? FindPort(int number)
    {
        foreach (var port in Ports)
        {
            if (port.Number == number && port.Protocol != Protocol.Udp)
            {
                return port;
            }
        }

        return null;
    }
}
