namespace MeshControl.Model.Security;

/// <summary>Who fetches the keys of issuers (istiod: PILOT_JWT_ENABLE_REMOTE_JWKS).</summary>
public enum KeySetFetching
{
    /// <summary>The control plane; proxies get the keys along with their configuration.</summary>
    ControlPlane,

    /// <summary>Proxies where the host of the keys is a service of the mesh; else the control plane.</summary>
    Hybrid,

    /// <summary>Proxies, always.</summary>
    Proxy,
}
