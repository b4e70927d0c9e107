namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io AllowedListeners: namespaces whose ListenerSets may attach.</summary>
public sealed record AllowedListeners
{
    public RouteNamespaces? Namespaces { get; init; }
}
