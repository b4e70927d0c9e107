using Envoy.Config.Core.V3;

namespace MeshControl.Generation.Listeners;

/// <summary>Names and addresses of listeners (traffic specification 2.3).</summary>
public static class ListenerAddresses
{
    public const string VirtualOutbound = "virtualOutbound";
    public const string VirtualInbound = "virtualInbound";
    private const string UnixPrefix = "unix://";

    public static string Name(string bind, int port) => $"{bind}_{port}";

    public static bool IsUnix(string bind) => bind.StartsWith(UnixPrefix, StringComparison.Ordinal);

    /// <summary>An IP and port, or a socket path written as `unix:///path`.</summary>
    public static Address Of(string bind, int port) => IsUnix(bind)
        ? new Address { Pipe = new Pipe { Path = bind[UnixPrefix.Length..] } }
        : new Address { SocketAddress = new SocketAddress { Address = bind, PortValue = (uint)port } };
}
