using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Services;

namespace MeshControl.Model.Proxies;

/// <summary>The identity that a pod's proxy will announce: what an injected bootstrap writes into the node (traffic specification 8).</summary>
public static class PodIdentity
{
    /// <summary>The Istio release whose proxies ours are equal to.</summary>
    public const string Version = "1.30.0";

    private const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";

    /// <summary>Null where the pod has no address yet.</summary>
    public static ProxyIdentity? Of(Resource<Pod> pod, ProxyType type, MeshSettings settings)
    {
        var addresses = pod.Spec.AllIPs();
        if (addresses.Count == 0)
        {
            return null;
        }

        var labels = pod.Meta.Labels;
        return new ProxyIdentity
        {
            Type = type,
            Id = $"{pod.Name}.{pod.Namespace}",
            Addresses = [.. addresses],
            DnsDomain = $"{pod.Namespace}.svc.{settings.DomainSuffix}",
            Metadata = new ProxyMetadata
            {
                Namespace = pod.Namespace,
                Labels = labels.ToEquatableMap(),
                Annotations = pod.Meta.Annotations.ToEquatableMap(),
                InstanceIps = [.. addresses],
                ServiceAccount = pod.Spec.Spec.ServiceAccountName.Length > 0 ? pod.Spec.Spec.ServiceAccountName : "default",
                ClusterId = settings.ClusterId,
                IstioVersion = Version,
                MeshId = "cluster.local",
                NodeName = pod.Spec.Spec.NodeName,
                WorkloadName = labels.GetValueOrDefault("app", "") is { Length: > 0 } app ? app : WorkloadNames.OfPod(pod),
                Network = labels.GetValueOrDefault("topology.istio.io/network", ""),
                InterceptionMode = type == ProxyType.Sidecar ? Interception(pod.Meta.Annotations) : InterceptionMode.Redirect,
                UnprivilegedPod = type == ProxyType.Router && !labels.ContainsKey(GatewayNameLabel),
            },
        };
    }

    private static InterceptionMode Interception(IReadOnlyDictionary<string, string> annotations) =>
        annotations.GetValueOrDefault("sidecar.istio.io/interceptionMode") switch
        {
            "TPROXY" => InterceptionMode.TProxy,
            "NONE" => InterceptionMode.None,
            _ => InterceptionMode.Redirect,
        };
}
