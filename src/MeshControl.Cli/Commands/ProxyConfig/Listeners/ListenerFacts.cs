using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary>What a listener is at a glance: its addresses, port, filter chains and type.</summary>
internal static class ListenerFacts
{
    private const string HttpFilter = "envoy.filters.network.http_connection_manager";
    private const string TcpFilter = "envoy.filters.network.tcp_proxy";
    private const string BlackHole = "BlackHoleCluster";

    public static IReadOnlyList<string> Addresses(JsonElement listener)
    {
        var address = listener.Field("address");
        var socket = address.Field("socket_address");
        var main = socket.Exists() ? socket.Text("address") : address.Field("pipe").Text("path");
        return [main, .. listener.Items("additional_addresses").Select(more => more.Field("address", "socket_address").Text("address"))];
    }

    public static uint Port(JsonElement listener) => listener.Field("address", "socket_address").Number("port_value");

    public static IEnumerable<JsonElement> Chains(JsonElement listener)
    {
        foreach (var chain in listener.Items("filter_chains"))
            yield return chain;
        if (listener.Field("default_filter_chain") is var last && last.Exists())
            yield return last;
    }

    public static bool IsHttp(JsonElement filter) => filter.Text("name") == HttpFilter;

    /// <summary>A proxy of TCP connections; the one that only swallows what has no place to go does not count.</summary>
    public static bool IsTcp(JsonElement filter) =>
        filter.Text("name") == TcpFilter
        && !(filter.Field("typed_config") is var config && config.Exists() && config.GetRawText().Contains(BlackHole, StringComparison.Ordinal));

    public static string Type(JsonElement listener)
    {
        bool http = false, tcp = false;
        foreach (var filter in Chains(listener).SelectMany(chain => chain.Items("filters")))
        {
            http |= IsHttp(filter);
            tcp |= IsTcp(filter);
        }
        return (http, tcp) switch
        {
            (true, false) => "HTTP",
            (true, true) => "HTTP+TCP",
            (false, true) => "TCP",
            _ => "UNKNOWN",
        };
    }
}
