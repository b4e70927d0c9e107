using MeshControl.Model.Security;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.KeySets;

/// <summary>What this folder logs; event ids 5850 to 5899.</summary>
internal static partial class Log
{
    [LoggerMessage(5850, LogLevel.Debug, "Keys of {Keys} fetched")]
    public static partial void Fetched(ILogger log, KeySetKey keys);

    [LoggerMessage(5851, LogLevel.Warning, "Keys of {Keys} cannot be fetched: {Problem}")]
    public static partial void NotFetched(ILogger log, KeySetKey keys, string problem);

    [LoggerMessage(5852, LogLevel.Error, "Fetching keys ended unexpectedly; the keys in use stay")]
    public static partial void RefreshFailed(ILogger log, Exception error);
}
