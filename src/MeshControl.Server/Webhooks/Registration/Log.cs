using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>What this folder logs; event ids 6050 to 6099.</summary>
internal static partial class Log
{
    [LoggerMessage(6050, LogLevel.Information, "{Configuration} trusts the mesh's roots in {Entries} entries")]
    public static partial void Patched(ILogger log, string configuration, int entries);

    [LoggerMessage(6051, LogLevel.Warning, "{Configuration} could not be patched: {Reason}")]
    public static partial void NotPatched(ILogger log, string configuration, string reason);

    [LoggerMessage(6052, LogLevel.Warning, "{Configuration} has the label of this revision but no entry of its webhooks")]
    public static partial void NoEntry(ILogger log, string configuration);

    [LoggerMessage(6053, LogLevel.Information, "The validation webhook refuses what it should: objects are no longer stored unchecked")]
    public static partial void Checked(ILogger log);

    [LoggerMessage(6054, LogLevel.Information, "The validation webhook is not in force yet: {Reason}")]
    public static partial void NotChecked(ILogger log, string reason);

    [LoggerMessage(6055, LogLevel.Warning, "{Kind} cannot be followed: {Reason}")]
    public static partial void Unavailable(ILogger log, string kind, string reason);
}
