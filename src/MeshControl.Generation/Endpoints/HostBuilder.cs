using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Turns endpoints into hosts of a load assignment, with the metadata that picks their transport socket (traffic specification 6.3, 6.5).</summary>
internal static class HostBuilder
{
    private const string SocketMatch = "envoy.transport_socket_match";
    private const string Istio = "istio";
    private const string Workload = "workload";
    private const string UnixPrefix = "unix://";

    public static LocalityHost Build(MeshEndpoint endpoint, AssignmentInput input)
    {
        var tlsMode = TlsModeOf(endpoint, input);
        var weight = (uint)Math.Max(1, endpoint.Weight);
        var message = new LbEndpoint
        {
            Endpoint = new() { Address = AddressOf(endpoint.Address, endpoint.Port) },
            Metadata = MetadataOf(tlsMode, endpoint.WorkloadMetadata),
        };
        if (!input.TakesNames)
        {
            message.HealthStatus = EndpointSelection.HealthOf(endpoint) switch
            {
                EndpointHealth.Healthy => HealthStatus.Healthy,
                EndpointHealth.Unhealthy => HealthStatus.Unhealthy,
                EndpointHealth.Draining => HealthStatus.Draining,
                _ => HealthStatus.Unknown,
            };
        }

        return new LocalityHost(message, weight, endpoint.Labels, endpoint.Network, endpoint.ClusterId, tlsMode.Length > 0);
    }

    /// <summary>A gateway that stands for the endpoints of its network.</summary>
    public static LocalityHost BuildGateway(NetworkGatewayAddress gateway, uint weight) => new(
        new LbEndpoint
        {
            Endpoint = new() { Address = AddressOf(gateway.Address, gateway.Port) },
            Metadata = MetadataOf(TransportSockets.MeshTlsMode, ";;;;" + gateway.ClusterId),
        },
        weight,
        NetworkLabels.Of(gateway.Network, gateway.ClusterId),
        gateway.Network,
        gateway.ClusterId,
        HasMeshTls: true);

    // A rule's TLS mode decides; without one, what the workload says of itself, unless a policy forbids mTLS there.
    private static string TlsModeOf(MeshEndpoint endpoint, AssignmentInput input)
    {
        if (input.TlsMode is { } mode)
        {
            return mode == ClientTlsMode.IstioMutual && endpoint.TlsMode != "disabled" ? endpoint.TlsMode : "";
        }

        return endpoint.TlsMode == TransportSockets.MeshTlsMode && !input.RefusesMeshTls(endpoint) ? endpoint.TlsMode : "";
    }

    private static Metadata MetadataOf(string tlsMode, string workload)
    {
        // In key order: protobuf writes maps as they were filled.
        var metadata = new Metadata();
        if (tlsMode.Length > 0)
        {
            metadata.FilterMetadata.Add(SocketMatch, new Struct { Fields = { [TransportSockets.TlsModeKey] = Value.ForString(tlsMode) } });
        }

        metadata.FilterMetadata.Add(Istio, new Struct { Fields = { [Workload] = Value.ForString(workload) } });
        return metadata;
    }

    private static Address AddressOf(string address, int port) => port == 0
        ? new Address { Pipe = new() { Path = address.StartsWith(UnixPrefix, StringComparison.Ordinal) ? address[UnixPrefix.Length..] : address } }
        : new Address { SocketAddress = new() { Address = address, PortValue = (uint)port } };
}
