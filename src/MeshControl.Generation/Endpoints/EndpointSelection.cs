using System.Net;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Which endpoints of a service a load assignment holds (traffic specification 6.2 and 6.4).</summary>
internal static class EndpointSelection
{
    private const string DrainingLabel = "istio.io/draining";
    private const string SessionLabel = "istio.io/persistent-session";
    private const string SessionHeaderLabel = "istio.io/persistent-session-header";

    /// <summary>True where clients stick to a host even while it drains.</summary>
    public static bool HasSessionAffinity(Service service) => service.Labels.ContainsKey(SessionLabel) || service.Labels.ContainsKey(SessionHeaderLabel);

    /// <summary>Unhealthy endpoints are sent, and never used because panic is off; a rule that wants panic must not be given any.</summary>
    public static bool SendsUnhealthy(Service service, EffectivePolicy policy) =>
        service.TrafficDistribution != TrafficDistribution.Any || policy.OutlierDetection is not { MinHealthPercent: > 0 };

    /// <summary>The health that is reported for an endpoint.</summary>
    public static EndpointHealth HealthOf(MeshEndpoint endpoint) =>
        endpoint.Labels.TryGetValue(DrainingLabel, out var draining) && draining.Length > 0 ? EndpointHealth.Draining : endpoint.Health;

    public static IEnumerable<MeshEndpoint> Select(AssignmentInput input)
    {
        var (service, subset, client) = (input.Service, input.Plan.Subset, input.Client);
        foreach (var endpoint in input.Endpoints)
        {
            if (endpoint.ServicePortName == input.Plan.Port.Name
                && HasUsableAddress(endpoint, input)
                && (subset is null || Matches(subset.Labels, endpoint))
                && (!service.IsNodeLocal || endpoint.NodeName == client.NodeName)
                && (client.NetworkView.Count == 0 || endpoint.Network.Length == 0 || client.NetworkView.Contains(endpoint.Network))
                && (client.OnlyCluster.Length == 0 || endpoint.ClusterId == client.OnlyCluster)
                && IsSent(HealthOf(endpoint), input))
            {
                yield return endpoint;
            }
        }
    }

    private static bool IsSent(EndpointHealth health, AssignmentInput input) => health switch
    {
        EndpointHealth.Terminating => false,
        EndpointHealth.Draining => input.Service.Labels.ContainsKey(SessionLabel),
        EndpointHealth.Unhealthy => SendsUnhealthy(input.Service, input.Plan.Policy),
        _ => true,
    };

    private static bool Matches(IReadOnlyDictionary<string, string> labels, MeshEndpoint endpoint)
    {
        foreach (var (key, value) in labels)
        {
            if (!endpoint.Labels.TryGetValue(key, out var own) || own != value)
            {
                return false;
            }
        }

        return true;
    }

    // EDS takes addresses only; a host without one is reachable through its network's gateway.
    private static bool HasUsableAddress(MeshEndpoint endpoint, AssignmentInput input) =>
        endpoint.Port == 0 ? endpoint.Address.StartsWith('/') || endpoint.Address.StartsWith("unix://", StringComparison.Ordinal)
        : input.TakesNames ? endpoint.Address.Length > 0
        : endpoint.Address.Length == 0 ? input.Gateways.Count > 0
        : IPAddress.TryParse(endpoint.Address, out _);
}
