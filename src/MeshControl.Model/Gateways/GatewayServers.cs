using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Gateways;

/// <summary>What kind of server a Gateway declares (traffic specification 3.12).</summary>
public static class GatewayServers
{
    public static Protocol ProtocolOf(GatewayServer server) => ProtocolExtensions.Parse(server.Port?.Protocol) ?? Protocol.Auto;

    /// <summary>TLS goes through unopened.</summary>
    public static bool IsPassthrough(GatewayServer server) => server.Tls is { Mode: ServerTlsMode.Passthrough or ServerTlsMode.AutoPassthrough };

    /// <summary>HTTPS that ends here.</summary>
    public static bool TerminatesHttps(GatewayServer server) =>
        ProtocolOf(server) == Protocol.Https && server.Tls is not null && !IsPassthrough(server);

    /// <summary>Requests are routed by a table.</summary>
    public static bool IsHttp(GatewayServer server) => ProtocolOf(server).IsHttp() || TerminatesHttps(server);

    /// <summary>Connections are told apart by server name. Plain HTTP may have TLS settings too, to redirect.</summary>
    public static bool IsTls(GatewayServer server) => server.Tls is not null && !ProtocolOf(server).IsHttp();

    /// <summary>`http.PORT[.BIND]` or `https.NUMBER.PORTNAME.GATEWAY.NAMESPACE[.BIND]`; empty for TCP and passed-through TLS.</summary>
    public static string RouteTable(MeshGateway gateway, GatewayServer server, int listenPort)
    {
        var bind = server.Bind.Length > 0 ? "." + server.Bind : "";
        var protocol = ProtocolOf(server);
        if (protocol.IsHttp())
        {
            return $"http.{listenPort}{bind}";
        }

        return protocol == Protocol.Https && !IsPassthrough(server)
            ? $"https.{server.Port!.Number}.{server.Port.Name}.{gateway.Name}.{gateway.Namespace}{bind}"
            : "";
    }

    public static IReadOnlyList<string> SniHosts(GatewayServer server) =>
        [.. server.Hosts.Select(static host => host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The server's hosts that a rule of a namespace may use, without their namespace part.</summary>
    public static IEnumerable<string> HostsFor(GatewayServer server, string ns)
    {
        foreach (var host in server.Hosts)
        {
            var slash = host.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
            {
                yield return host;
            }
            else if (host.AsSpan(0, slash).SequenceEqual(ns))
            {
                yield return host[(slash + 1)..];
            }
        }
    }
}
