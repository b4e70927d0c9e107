using System.Net;
using MeshControl.Generation.Clusters;
using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>Which ports a workload serves: those of its services, or those that its Sidecar declares (traffic specification 3.8, 3.9).</summary>
internal static class InboundPorts
{
    private const int FirstUnprivileged = 1024;

    /// <summary>The ports by number, each once.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="sidecar">The Sidecar in force, or null.</param>
    /// <param name="mesh">Mesh configuration.</param>
    /// <param name="find">The service of a target, or null.</param>
    public static List<InboundPort> Of(WorkloadKey workload, Resource<Sidecar>? sidecar, MeshConfig mesh, Func<ServiceKey, Service?> find)
    {
        var ports = sidecar is { Spec.Ingress.Count: > 0 }
            ? OfSidecar(workload, sidecar, mesh)
            : workload.Facets.Interception == InterceptionMode.None ? [] : OfServices(workload, mesh, find);
        return [.. ports.DistinctBy(port => port.TargetPort).OrderBy(port => port.TargetPort)];
    }

    private static IEnumerable<InboundPort> OfServices(WorkloadKey workload, MeshConfig mesh, Func<ServiceKey, Service?> find)
    {
        foreach (var target in workload.Targets)
        {
            if (!IsReserved(target.TargetPort, workload, mesh) && find(target.Service) is { } service
                && service.Ports.FirstOrDefault(port => port.Number == target.ServicePort && port.Name == target.PortName) is { } port)
            {
                yield return new InboundPort(target.TargetPort, target.ServicePort, port.Protocol, workload.Facets.Wildcard, target.Service.Host)
                {
                    StatPrefix = StatPrefix(mesh.InboundClusterStatName, service, port, target.TargetPort),
                };
            }
        }
    }

    private static IEnumerable<InboundPort> OfSidecar(WorkloadKey workload, Resource<Sidecar> sidecar, MeshConfig mesh)
    {
        var isCaptured = workload.Facets.Interception != InterceptionMode.None;
        var own = OwnAddress(workload);
        foreach (var ingress in sidecar.Spec.Ingress)
        {
            if (ingress.Port is not { Number: > 0 } port)
            {
                continue;
            }

            var hasOwnListener = ingress.CaptureMode == CaptureMode.None || (ingress.CaptureMode == CaptureMode.Default && !isCaptured);
            var bind = ingress.Bind.Length > 0 ? ingress.Bind : own;
            if ((hasOwnListener && workload.Facets.Metadata.UnprivilegedPod && port.Number < FirstUnprivileged)
                || (bind == workload.Facets.Wildcard && IsReserved(port.Number, workload, mesh)))
            {
                continue;
            }

            yield return new InboundPort(
                port.Number, port.Number, ProtocolExtensions.Parse(port.Protocol) ?? Protocol.Auto, bind, $"{sidecar.Name}.{sidecar.Namespace}")
            {
                HasOwnListener = hasOwnListener,
                ConfigPath = $"/apis/networking.istio.io/v1/namespaces/{sidecar.Namespace}/sidecar/{sidecar.Name}",
            };
        }
    }

    private static string StatPrefix(string pattern, Service service, ServicePort port, int target) => ClusterStatNames
        .Expand(pattern, ClusterNames.Inbound(target), service, port.Name, port.Number, target, "")
        .TrimEnd(ClusterStatNames.Delimiter);

    private static bool IsReserved(int port, WorkloadKey workload, MeshConfig mesh) =>
        port == mesh.ProxyListenPort || port == mesh.ProxyInboundListenPort || OutboundPorts.OwnPorts(workload.Facets.Metadata).Contains(port);

    private static string OwnAddress(WorkloadKey workload)
    {
        foreach (var address in workload.OwnAddresses)
        {
            if (IPAddress.TryParse(address, out var parsed) && !IPAddress.IsLoopback(parsed) && !parsed.IsIPv6LinkLocal)
            {
                return address;
            }
        }

        return workload.Facets.Wildcard;
    }
}
