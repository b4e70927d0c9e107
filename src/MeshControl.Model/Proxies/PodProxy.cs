namespace MeshControl.Model.Proxies;

/// <summary>A pod's proxy as people name it: <c>sidecar:POD.NAMESPACE</c> or <c>router:POD.NAMESPACE</c>.</summary>
public sealed record PodProxy(ProxyType Type, string Pod, string Namespace)
{
    /// <summary>As in a node id: POD.NAMESPACE.</summary>
    public string Id => $"{Pod}.{Namespace}";

    public override string ToString() => $"{(Type == ProxyType.Router ? "router" : "sidecar")}:{Id}";
}
