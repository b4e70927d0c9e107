using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources;

/// <summary>Messages of sources; EventIds 5100-5199.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(EventId = 5100, Level = LogLevel.Warning, Message = "Notices about changes in {Folder} were lost; rescanning")]
    public static partial void WatchFailed(ILogger log, string folder, Exception error);

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Source {Source} failed; what it gave so far keeps serving, and it is started again in {Delay}")]
    public static partial void SourceFailed(ILogger log, string source, TimeSpan delay, Exception error);
}
