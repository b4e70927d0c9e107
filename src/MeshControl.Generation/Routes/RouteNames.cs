using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes;

/// <summary>Names that routes and virtual hosts carry (traffic specification 2.1, 2.5, 2.7).</summary>
public static class RouteNames
{
    /// <summary>Cluster of a destination that names no host; never emitted, so that such requests fail.</summary>
    public const string UnknownService = "UnknownService";

    public const string Mesh = "mesh";

    /// <summary>`outbound|port|subset|host`.</summary>
    public static string Cluster(int port, string subset, string host) => $"outbound|{port}|{subset}|{host}";

    /// <summary>
    /// The cluster of a destination: an ExternalName service stands for its target, and a port that is not given is the service's only port, else
    /// the one under construction (traffic specification 4.8).
    /// </summary>
    public static string Cluster(Destination destination, Service? service, int port)
    {
        if (destination.Host.Length == 0)
        {
            return UnknownService;
        }

        var number = destination.Port is { Number: > 0 } selector ? selector.Number
            : service is { Ports.Count: 1 } ? service.Ports[0].Number
            : port;
        return Cluster(number, destination.Subset, service?.ExternalName ?? destination.Host);
    }

    /// <summary>`host:port`, an IPv6 literal in brackets.</summary>
    public static string HostAndPort(string host, int port) => $"{Bracketed(host)}:{port}";

    /// <summary>An IPv6 literal in brackets, anything else as it is.</summary>
    public static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
}
