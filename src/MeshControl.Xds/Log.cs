using Microsoft.Extensions.Logging;

namespace MeshControl.Xds;

/// <summary>Everything this project logs; event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Proxy {Connection} connected from {Peer} (delta: {IsDelta}, client {ClientVersion})")]
    public static partial void StreamOpened(ILogger log, string connection, string peer, bool isDelta, string clientVersion);

    [LoggerMessage(3001, LogLevel.Information, "Proxy {Connection} disconnected")]
    public static partial void StreamClosed(ILogger log, string connection);

    [LoggerMessage(3002, LogLevel.Warning, "Proxy {Connection} rejected {Type} response {Nonce}: {Error}")]
    public static partial void Rejected(ILogger log, string connection, string type, string nonce, string error);

    [LoggerMessage(3003, LogLevel.Error, "Serving proxy {Connection} failed")]
    public static partial void Crashed(ILogger log, Exception exception, string connection);

    [LoggerMessage(3004, LogLevel.Warning, "A {Type} response of {Bytes} bytes went to proxy {Connection}: proxies take such a size badly")]
    public static partial void LargeResponse(ILogger log, string type, int bytes, string connection);
}
