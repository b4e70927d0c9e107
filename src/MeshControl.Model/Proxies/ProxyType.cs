namespace MeshControl.Model.Proxies;

/// <summary>What a proxy is for: beside a workload, or a gateway.</summary>
public enum ProxyType
{
    Sidecar,
    Router,
}
