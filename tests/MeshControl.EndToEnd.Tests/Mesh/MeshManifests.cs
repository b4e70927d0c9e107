using System.Net;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Validation;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>What the manifests of a folder say about the pods to start.</summary>
internal sealed class MeshManifests
{
    // Services without an address of their own have a listener for any.
    private static readonly IPAddress AnyService = IPAddress.Parse("10.96.255.254");

    private readonly RenderPipeline _pipeline = new();
    private readonly Dictionary<string, IPAddress> _services = new(StringComparer.Ordinal);

    public MeshManifests(string folder)
    {
        var mesh = new MeshFolder();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Where(file => !MeshFolder.IsSettings(file)))
        {
            mesh.AddManifests(file, File.ReadAllBytes(file));
        }

        Assert.DoesNotContain(mesh.Findings, finding => finding.Severity == FindingSeverity.Error);
        _pipeline.Commit(mesh.Resources, mesh.Settings);
        Assert.NotEmpty(mesh.Resources.OfType<Resource<KubeService>>());
        Pods = [.. mesh.Resources.OfType<Resource<Pod>>().OrderBy(pod => pod.Name, StringComparer.Ordinal)];
        foreach (var service in mesh.Resources.OfType<Resource<KubeService>>())
        {
            var address = IPAddress.TryParse(service.Spec.Spec.ClusterIP, out var own) ? own : AnyService;
            _services[service.Name] = address;
            _services[$"{service.Name}.{service.Namespace}"] = address;
            _services[$"{service.Name}.{service.Namespace}.svc.cluster.local"] = address;
        }
    }

    public IReadOnlyList<Resource<Pod>> Pods { get; }

    /// <summary>The proxy of a pod: a gateway has the label that selects it, a sidecar the one that says it speaks mutual TLS; null for neither.</summary>
    public ProxyIdentity? ProxyOf(Resource<Pod> pod)
    {
        ProxyType? type = pod.Meta.Labels.ContainsKey("istio") ? ProxyType.Router
            : pod.Meta.Labels.GetValueOrDefault("security.istio.io/tlsMode") == "istio" ? ProxyType.Sidecar
            : null;
        return type is { } found ? _pipeline.IdentityOf(found, pod.Namespace, pod.Name) : null;
    }

    /// <summary>The address of a host, as a cluster's DNS has it.</summary>
    public IPAddress Resolve(string host) => IPAddress.TryParse(host, out var address) ? address : _services.GetValueOrDefault(host, AnyService);
}
