using MeshControl.Generation.Filters;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>The address at which a client's proxy listens for a service (traffic specification 3.3).</summary>
internal static class ServiceListenAddress
{
    /// <summary>Every address that gets a listener: each one that a ServiceEntry names, or the one of a Kubernetes Service.</summary>
    public static IEnumerable<string> All(Service service, ClientFacets facets) =>
        service.Registry == ServiceRegistry.External && service.Addresses.Count > 0
            ? service.Addresses.Select(WithoutSingleRange).Where(IsUsable)
            : new[] { For(service, facets) }.Where(IsUsable);

    /// <summary>An IP, a range with more than one address, or 0.0.0.0 for none.</summary>
    private static string For(Service service, ClientFacets facets)
    {
        var own = service.ClusterAddresses.TryGetValue(facets.ClusterId, out var inCluster) ? inCluster : service.Addresses;
        foreach (var address in own)
        {
            if (IsOfFamily(address, facets.IpMode))
            {
                return WithoutSingleRange(address);
            }
        }

        if (facets.Metadata.DnsCapture && service.DefaultAddress == Service.NoAddress)
        {
            foreach (var address in service.AutoAllocatedAddresses)
            {
                if (IsOfFamily(address, facets.IpMode))
                {
                    return address;
                }
            }
        }

        return WithoutSingleRange(service.DefaultAddress);
    }

    private static bool IsOfFamily(string address, IpMode mode) => mode == IpMode.Dual || address.Contains(':', StringComparison.Ordinal) == (mode == IpMode.V6);

    // One text that is no address would have the whole listener refused.
    private static bool IsUsable(string address) => AddressRanges.Parse(address) is not null;

    // A range of one address is that address.
    private static string WithoutSingleRange(string address)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        var full = address.Contains(':', StringComparison.Ordinal) ? "128" : "32";
        return slash >= 0 && address[(slash + 1)..] == full ? address[..slash] : address;
    }
}
