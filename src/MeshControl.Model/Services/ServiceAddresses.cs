using System.Net;
using System.Net.Sockets;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;

namespace MeshControl.Model.Services;

/// <summary>The addresses at which a proxy reaches a service (traffic specification 2.5).</summary>
public static class ServiceAddresses
{
    /// <summary>Virtual addresses in the proxy's cluster and families; empty where the service has none.</summary>
    public static EquatableArray<string> For(Service service, ClientFacets client)
    {
        var all = service.ClusterAddresses.TryGetValue(client.ClusterId, out var ofCluster) && ofCluster.Count > 0 ? ofCluster : service.Addresses;
        if (all.IsEmpty && client.Metadata.DnsCapture)
        {
            all = service.AutoAllocatedAddresses;
        }

        if (client.IpMode == IpMode.Dual || all.All(address => IsReachable(address, client.IpMode)))
        {
            return all;
        }

        EquatableArray<string> kept = [.. all.Where(address => IsReachable(address, client.IpMode))];
        // A ServiceEntry's address of another family is better than none; a Kubernetes service's is of no use.
        return kept.IsEmpty && service.Registry != ServiceRegistry.Kubernetes ? [all[0]] : kept;
    }

    private static bool IsReachable(string address, IpMode mode)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? address : address.AsSpan(0, slash), out var parsed))
        {
            return true;
        }

        return parsed.AddressFamily == (mode == IpMode.V6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);
    }
}
