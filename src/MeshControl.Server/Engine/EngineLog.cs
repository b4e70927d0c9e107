using MeshControl.Incremental;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Engine;

/// <summary>Messages of the engine; EventIds 5000-5099.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(EventId = 5000, Level = LogLevel.Information, Message = "Ready: {Objects} objects at revision {Revision}, read in {Time}")]
    public static partial void Ready(ILogger log, int objects, Revision revision, TimeSpan time);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Revision {Revision}: {Objects} objects changed, {Proxies} proxies have something new ({Time})")]
    public static partial void Revision(ILogger log, Revision revision, int objects, int proxies, TimeSpan time);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "A change could not be applied; the last good configuration keeps serving")]
    public static partial void CommitFailed(ILogger log, Exception error);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Error, Message = "The configuration of {Proxy} could not be made; it keeps what it has")]
    public static partial void CompileFailed(ILogger log, string proxy, Exception error);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "{Derived} of {Key} could not be made; what there was before is kept")]
    public static partial void Fault(ILogger log, string derived, object key, Exception error);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Debug, Message = "Forgot {Count} derived values that no proxy needs")]
    public static partial void Swept(ILogger log, int count);

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "{Finding}")]
    public static partial void FindingError(ILogger log, string finding);

    [LoggerMessage(EventId = 5007, Level = LogLevel.Warning, Message = "{Finding}")]
    public static partial void FindingWarning(ILogger log, string finding);

    [LoggerMessage(EventId = 5008, Level = LogLevel.Debug, Message = "{Finding}")]
    public static partial void FindingInfo(ILogger log, string finding);

    [LoggerMessage(EventId = 5009, Level = LogLevel.Information, Message = "Every error in the configuration is mended")]
    public static partial void AllMended(ILogger log);
}
