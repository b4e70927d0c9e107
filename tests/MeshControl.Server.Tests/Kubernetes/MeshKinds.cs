using MeshControl.Kubernetes;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>Kinds of CRDs, as an API server names them.</summary>
internal static class MeshKinds
{
    public static readonly ApiResource VirtualServices = new("networking.istio.io", "v1", "virtualservices", "VirtualService", Namespaced: true);
    public static readonly ApiResource OldVirtualServices = VirtualServices with { Version = "v1beta1" };
    public static readonly ApiResource DestinationRules = new("networking.istio.io", "v1", "destinationrules", "DestinationRule", Namespaced: true);
    public static readonly ApiResource Gateways = new("networking.istio.io", "v1", "gateways", "Gateway", Namespaced: true);
    public static readonly ApiResource HttpRoutes = new("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute", Namespaced: true);
    public static readonly ApiResource KubernetesGateways = new("gateway.networking.k8s.io", "v1", "gateways", "Gateway", Namespaced: true);
    public static readonly ApiResource GatewayClasses = new("gateway.networking.k8s.io", "v1", "gatewayclasses", "GatewayClass", Namespaced: false);
}
