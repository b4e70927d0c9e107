using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary>An envoy.config.core.v3.Address as text.</summary>
internal static class EndpointAddress
{
    /// <summary>The address without its port: an IP, a path behind <paramref name="pipePrefix"/>, or an internal listener.</summary>
    public static string Host(JsonElement address, string pipePrefix)
    {
        if (address.Field("socket_address") is var socket && socket.Exists())
            return socket.Text("address");
        if (address.Field("pipe") is var pipe && pipe.Exists())
            return pipePrefix + pipe.Text("path");
        var internalListener = address.Field("envoy_internal_address");
        return internalListener.Text("server_listener_name") is { Length: > 0 } name
            ? $"envoy://{name}/{internalListener.Text("endpoint_id")}"
            : "unknown";
    }

    public static uint Port(JsonElement address) => address.Field("socket_address").Number("port_value");

    /// <summary><c>ip:port</c> where there is a port to speak of.</summary>
    public static string HostAndPort(JsonElement address) =>
        address.Field("socket_address").Exists() ? $"{Host(address, "")}:{Port(address)}" : Host(address, "");
}
