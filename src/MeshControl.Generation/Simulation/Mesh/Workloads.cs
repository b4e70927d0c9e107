using System.Collections.Immutable;
using System.Net;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>The pods of a mesh, by name and by address.</summary>
public sealed class Workloads
{
    private const string TlsModeLabel = "security.istio.io/tlsMode";
    private const string StatusAnnotation = "sidecar.istio.io/status";
    private const string ProxyContainer = "istio-proxy";

    public Workloads(IEnumerable<Resource> resources, MeshSettings settings)
    {
        var all = resources.ToList();
        List<IReadOnlyDictionary<string, string>> gateways = [.. all.OfType<Resource<Gateway>>().Select(gateway => gateway.Spec.Selector).Where(selector => selector.Count > 0)];
        All = [.. all.OfType<Resource<Pod>>().Where(pod => pod.Spec.AllIPs().Count > 0).Select(pod => Of(pod, gateways, settings))];
    }

    public ImmutableArray<Workload> All { get; }

    public Workload? Find(string name, string ns) => All.FirstOrDefault(item => item.Name == name && item.Namespace == ns);

    public Workload? At(IPAddress address) => All.FirstOrDefault(item => item.Addresses.Contains(address));

    private static Workload Of(Resource<Pod> pod, List<IReadOnlyDictionary<string, string>> gateways, MeshSettings settings)
    {
        var labels = pod.Meta.Labels;
        var isGateway = gateways.Any(selector => selector.All(item => labels.GetValueOrDefault(item.Key) == item.Value));
        var hasSidecar = labels.GetValueOrDefault(TlsModeLabel) == "istio" || pod.Meta.Annotations.ContainsKey(StatusAnnotation)
            || pod.Spec.RunningContainers().Any(container => container.Name == ProxyContainer);
        var account = pod.Spec.Spec.ServiceAccountName.Length == 0 ? "default" : pod.Spec.Spec.ServiceAccountName;
        return new Workload(
            pod.Name, pod.Namespace, [.. pod.Spec.AllIPs().Where(ip => IPAddress.TryParse(ip, out _)).Select(IPAddress.Parse)],
            isGateway ? ProxyType.Router : hasSidecar ? ProxyType.Sidecar : null,
            $"spiffe://{settings.TrustDomain}/ns/{pod.Namespace}/sa/{account}");
    }
}
