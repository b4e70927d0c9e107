using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets;

/// <summary>What this folder logs; event ids 5900 to 5999. Never a secret's content.</summary>
internal static partial class Log
{
    [LoggerMessage(5900, LogLevel.Warning, "Proxy {Proxy} asked for secrets and gets none: {Reason}")]
    public static partial void Refused(ILogger log, string proxy, string reason);
}
