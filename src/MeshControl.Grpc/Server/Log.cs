using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Server;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "{Path} from {Peer}: the peer is gone")]
    public static partial void PeerGone(ILogger logger, string path, string peer);

    [LoggerMessage(3002, LogLevel.Debug, "{Path} from {Peer} answered {Status}")]
    public static partial void Failed(ILogger logger, string path, string peer, GrpcStatus status);

    [LoggerMessage(3003, LogLevel.Information, "{Path} from {Peer} was reset: {Status}")]
    public static partial void Reset(ILogger logger, string path, string peer, GrpcStatus status);

    [LoggerMessage(3004, LogLevel.Error, "{Path} from {Peer}: the handler failed")]
    public static partial void Crashed(ILogger logger, Exception exception, string path, string peer);

    [LoggerMessage(3005, LogLevel.Information, "Draining {Count} streams over {Time}")]
    public static partial void Draining(ILogger logger, int count, TimeSpan time);
}
