using MeshControl.Model.Resources.Mesh;
using Types = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types;

namespace MeshControl.Generation.Filters;

/// <summary>Addresses that count as internal: the ranges of meshNetworks.</summary>
internal static class InternalAddresses
{
    /// <summary>Null where no network names a range.</summary>
    public static Types.InternalAddressConfig? Of(MeshNetworks networks)
    {
        var ranges = networks.Networks.Values
            .SelectMany(network => network.Endpoints)
            .Select(endpoint => endpoint.FromCidr)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .Select(AddressRanges.Parse)
            .OfType<Envoy.Config.Core.V3.CidrRange>()
            .ToList();
        return ranges.Count == 0 ? null : new Types.InternalAddressConfig { CidrRanges = { ranges } };
    }
}
