using Envoy.Config.Route.V3;

namespace MeshControl.Generation.Routes;

/// <summary>The fields of a route table besides its hosts (traffic specification 4.1).</summary>
internal static class RouteTableHead
{
    private const uint MaxDirectResponseBytes = 1024 * 1024;

    public static RouteConfiguration Of(string name) => new()
    {
        Name = name, ValidateClusters = false, MaxDirectResponseBodySizeBytes = MaxDirectResponseBytes, IgnorePortInHostMatching = true,
    };

    /// <summary>The answer to a name that nothing stands behind: a table, so that the listener that asks can start or drain.</summary>
    public static RouteConfiguration OfUnknown(string name) => new() { Name = name, ValidateClusters = false };
}
