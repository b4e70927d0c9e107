namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>The resource types of xDS: their URLs and the short names people use.</summary>
internal static class ResourceTypes
{
    public const string Cluster = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
    public const string Listener = "type.googleapis.com/envoy.config.listener.v3.Listener";
    public const string Endpoint = "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
    public const string Route = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
    public const string ExtensionConfig = "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig";

    /// <summary>The types every sidecar and gateway may ask for, in the order of istioctl's columns.</summary>
    public static readonly IReadOnlyList<string> Core = [Cluster, Listener, Endpoint, Route, ExtensionConfig];

    public static string ShortName(string typeUrl) => typeUrl switch
    {
        Cluster => "CDS",
        Listener => "LDS",
        Endpoint => "EDS",
        Route => "RDS",
        ExtensionConfig => "ECDS",
        "type.googleapis.com/envoy.config.route.v3.VirtualHost" => "VHDS",
        "type.googleapis.com/envoy.config.route.v3.ScopedRouteConfiguration" => "SRDS",
        "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret" => "SDS",
        "type.googleapis.com/envoy.service.runtime.v3.Runtime" => "RTDS",
        "type.googleapis.com/istio.networking.nds.v1.NameTable" => "NDS",
        _ => typeUrl[(typeUrl.LastIndexOf('/') + 1)..],
    };
}
