using Envoy.Config.Route.V3;
using MeshControl.Generation.Tests.Routes;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Tests.Gateways;

internal static class GatewayTables
{
    /// <summary>The table of plaintext HTTP on port 80, which the gateway's Service maps to 8080.</summary>
    public static RouteConfiguration Table(this RouteFixture mesh) => mesh.Table("http.8080", "gateway", ProxyType.Router);
}
