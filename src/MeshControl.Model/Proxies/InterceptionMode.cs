namespace MeshControl.Model.Proxies;

/// <summary>How traffic gets into a sidecar.</summary>
public enum InterceptionMode
{
    Redirect,
    TProxy,
    None,
}
