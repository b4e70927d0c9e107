using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Services;

/// <summary>core/v1 Endpoints read as slice endpoints, for API servers without EndpointSlice v1.</summary>
internal static class LegacyEndpoints
{
    private static readonly SliceConditions Ready = new() { Ready = true };
    private static readonly SliceConditions NotReady = new() { Ready = false, Terminating = false };

    public static IEnumerable<SliceEndpoint> Of(EndpointsSubset subset) =>
        subset.Addresses.Select(address => Of(address, Ready)).Concat(subset.NotReadyAddresses.Select(address => Of(address, NotReady)));

    private static SliceEndpoint Of(EndpointsAddress address, SliceConditions conditions) => new()
    {
        Addresses = [address.Ip],
        Conditions = conditions,
        Hostname = address.Hostname,
        NodeName = address.NodeName,
        TargetRef = address.TargetRef,
    };
}
