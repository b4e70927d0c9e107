using MeshControl.Model.Traffic;

namespace MeshControl.Model.GatewayApi;

/// <summary>Turns Gateway API objects into gateways, one a listener, and routing rules (traffic specification 1.13).</summary>
internal static class GatewayApiConversion
{
    public static ConvertedTraffic Convert(GatewayApiObjects objects)
    {
        var listeners = objects.Gateways.SelectMany(gateway => ListenerConversion.Convert(gateway, objects)).ToList();
        var attachment = new RouteAttachment(listeners, objects);
        return new(
            listeners.Select(static listener => listener.Gateway),
            [.. new HttpRouteConversion(attachment, objects).Convert(), .. new L4RouteConversion(attachment, objects).Convert()]);
    }
}
