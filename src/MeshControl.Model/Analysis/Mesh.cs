using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Analysis;

/// <summary>Which pods have a sidecar.</summary>
internal static class Mesh
{
    private const string ProxyContainer = "istio-proxy";

    /// <summary>In a cluster those that run a proxy; pods in files are not injected yet, and count unless they refuse it.</summary>
    public static bool Includes(AnalysisSnapshot snapshot, Resource<Pod> pod) =>
        snapshot.IsComplete ? HasProxy(pod) : !pod.Spec.Spec.HostNetwork && !RefusesInjection(pod);

    public static bool HasProxy(Resource<Pod> pod) =>
        pod.Spec.Spec.Containers.Concat(pod.Spec.Spec.InitContainers).Any(container => container.Name == ProxyContainer);

    public static bool RefusesInjection(Resource<Pod> pod)
    {
        var said = pod.Meta.Labels.GetValueOrDefault("sidecar.istio.io/inject") ?? pod.Meta.Annotations.GetValueOrDefault("sidecar.istio.io/inject");
        return string.Equals(said, "false", StringComparison.OrdinalIgnoreCase);
    }
}
