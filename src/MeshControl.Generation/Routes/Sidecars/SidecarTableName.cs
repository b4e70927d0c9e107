using System.Globalization;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>A sidecar's route table name, read: a port, `host:port` of a sniffed service, `http_proxy`, or a Unix socket.</summary>
/// <param name="Port">The listener port; 0 where one table serves every port.</param>
/// <param name="Host">The only service of a sniffed listener, else null.</param>
/// <param name="Bind">The Unix socket's path, else empty.</param>
internal readonly record struct SidecarTableName(int Port, string? Host, string Bind)
{
    public const string HttpProxy = "http_proxy";
    public const string SocketPrefix = "unix://";

    /// <summary>Null where no listener could ask for such a name.</summary>
    public static SidecarTableName? Parse(string name)
    {
        if (name == HttpProxy)
        {
            return new(0, null, "");
        }

        if (name.StartsWith(SocketPrefix, StringComparison.Ordinal))
        {
            return new(0, null, name);
        }

        var colon = name.LastIndexOf(':');
        if (!int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > ushort.MaxValue)
        {
            return null;
        }

        return new(port, colon < 0 ? null : name[..colon].Trim('[', ']'), "");
    }
}
