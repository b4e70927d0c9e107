using MeshControl.Generation.Rendering;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>The port that a gateway's pod listens on for a port of the service in front of it.</summary>
public static class GatewayPort
{
    /// <summary>The target port of the first service that selects the pod and has the port; the port itself without one.</summary>
    public static int Of(IEnumerable<Resource> resources, Workload gateway, int port)
    {
        var all = resources.ToList();
        var labels = all.OfType<Resource<Pod>>().FirstOrDefault(pod => pod.Name == gateway.Name && pod.Namespace == gateway.Namespace)?.Meta.Labels;
        if (labels is null)
        {
            return port;
        }

        return all.OfType<Resource<KubeService>>()
            .Where(service => service.Namespace == gateway.Namespace && service.Spec.Spec.Selector.Count > 0
                && service.Spec.Spec.Selector.All(item => labels.GetValueOrDefault(item.Key) == item.Value))
            .SelectMany(service => service.Spec.Spec.Ports)
            .Where(item => item.Port == port)
            .Select(item => item.TargetPort is { Number: > 0 } target ? target.Number : port)
            .FirstOrDefault(port);
    }
}
