using System.Globalization;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Services;

/// <summary>A ServiceEntry as mesh services, one a host (traffic specification 1.5).</summary>
public static class ServiceEntryProjection
{
    /// <summary>The service that one host of the entry stands for.</summary>
    public static Service Project(
        Resource<ServiceEntry> resource, string host, MeshSettings settings, IReadOnlyDictionary<string, string>? namespaceAnnotations)
    {
        var meta = resource.Meta;
        var spec = resource.Spec;
        EquatableArray<string> addresses = [.. spec.Addresses.Select(PlainAddress)];
        return new Service
        {
            Key = new ServiceKey(host.ToLowerInvariant(), meta.Namespace),
            Name = host,
            Registry = ServiceRegistry.External,
            Resolution = ResolutionOf(spec.Resolution),
            IsMeshExternal = spec.Location == ServiceEntryLocation.MeshExternal,
            Ports = [.. spec.Ports.Select(Port)],
            Addresses = addresses,
            AutoAllocatedAddresses = AutoAllocated(resource, host, addresses.Count > 0),
            Labels = meta.Labels.ToEquatableMap(),
            Selector = spec.WorkloadSelector?.Labels.ToEquatableMap() ?? [],
            ExportTo = ServiceProjection.ExportTo(spec.ExportTo, settings.Mesh.DefaultServiceExportTo),
            Created = meta.Created,
            SubjectAltNames = [.. spec.SubjectAltNames],
            TrafficDistribution = ServiceProjection.Distribution(null, meta.Annotations, namespaceAnnotations),
            RacesConnections = meta.Annotations.TryGetValue("istio.io/connect-strategy", out var strategy) && strategy == "RACE_FIRST_TCP_CONNECT",
            Sources = [resource.Key],
        };
    }

    private static Resolution ResolutionOf(ServiceEntryResolution resolution) => resolution switch
    {
        ServiceEntryResolution.Static => Resolution.ClientSide,
        ServiceEntryResolution.Dns => Resolution.Dns,
        ServiceEntryResolution.DnsRoundRobin => Resolution.DnsRoundRobin,
        ServiceEntryResolution.DynamicDns => Resolution.DynamicDns,
        _ => Resolution.Passthrough,
    };

    private static ServicePort Port(ServiceEntryPort port) => new(
        port.Name,
        port.Number,
        ProtocolExtensions.Parse(port.Protocol) ?? Protocol.Auto,
        port.TargetPort != 0 ? port.TargetPort.ToString(CultureInfo.InvariantCulture) : null);

    // A prefix of one address is that address.
    private static string PlainAddress(string address) =>
        address.EndsWith("/32", StringComparison.Ordinal) ? address[..^3]
        : address.EndsWith("/128", StringComparison.Ordinal) ? address[..^4]
        : address;

    private static EquatableArray<string> AutoAllocated(Resource<ServiceEntry> resource, string host, bool hasAddress)
    {
        if (hasAddress || resource.Spec.Resolution == ServiceEntryResolution.None || resource.Status is not { } status
            || (resource.Meta.Labels.TryGetValue("networking.istio.io/enable-autoallocate-ip", out var enabled) && enabled == "false"))
        {
            return [];
        }

        return [.. status.Addresses.Where(address => address.Host.Length == 0 || address.Host == host).Select(address => address.Value)];
    }
}
