using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Security;

/// <summary>What a client may assume of a service before it looks at single endpoints (security specification 3.2, best effort).</summary>
public static class ServiceMutualTls
{
    /// <summary>The mode of a service as a whole.</summary>
    /// <param name="service">The service.</param>
    /// <param name="namespaceMode">Mode of the service's namespace, else of the mesh.</param>
    /// <param name="passthroughEndpoints">The port's endpoints where clients connect to the address they dialled (headless, or by policy); else null.</param>
    /// <returns>The mode; Unset where nothing is known, as for a service outside of the mesh.</returns>
    public static MutualTlsMode ModeOf(Service service, MutualTlsMode namespaceMode, IEnumerable<MeshEndpoint>? passthroughEndpoints)
    {
        if (service.IsMeshExternal)
        {
            return MutualTlsMode.Unset;
        }

        if (passthroughEndpoints is not null)
        {
            var any = false;
            foreach (var endpoint in passthroughEndpoints)
            {
                if (endpoint.TlsMode == "disabled")
                {
                    return MutualTlsMode.Disable;
                }

                any = true;
            }

            if (!any)
            {
                return MutualTlsMode.Disable;
            }
        }

        return namespaceMode;
    }
}
