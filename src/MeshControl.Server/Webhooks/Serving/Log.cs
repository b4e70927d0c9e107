using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>What this folder logs; event ids 6000 to 6049.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "{Path}: {Operation} {Kind} {Subject}: {Verdict} in {Milliseconds:0.0} ms")]
    public static partial void Answered(ILogger log, string path, string operation, string kind, string subject, string verdict, double milliseconds);

    [LoggerMessage(6001, LogLevel.Warning, "{Path}: a request was not answered ({Status}): {Reason}")]
    public static partial void NotAnswered(ILogger log, string path, int status, string reason);

    [LoggerMessage(6002, LogLevel.Error, "{Path}: {Kind} {Subject} could not be reviewed; the webhook's failurePolicy decides")]
    public static partial void Failed(ILogger log, Exception error, string path, string kind, string subject);
}
