namespace MeshControl.Model.Proxies;

/// <summary>Address families of a proxy.</summary>
public enum IpMode
{
    V4,
    V6,
    Dual,
}
