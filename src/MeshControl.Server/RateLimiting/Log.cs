using Microsoft.Extensions.Logging;

namespace MeshControl.Server.RateLimiting;

/// <summary>What this folder logs; event ids 6100 to 6199.</summary>
internal static partial class Log
{
    [LoggerMessage(6100, LogLevel.Warning, "A request could not be counted: {Problem}")]
    public static partial void StoreFailed(ILogger log, string problem);
}
