using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Leading;

/// <summary>Messages of the leader; EventIds 5150-5169.</summary>
internal static partial class LeaderLog
{
    [LoggerMessage(EventId = 5150, Level = LogLevel.Information, Message = "{Identity} leads: it holds the lease {Lease}")]
    public static partial void Leads(ILogger log, string identity, string lease);

    [LoggerMessage(EventId = 5151, Level = LogLevel.Information, Message = "{Identity} leads no more")]
    public static partial void LeadsNoMore(ILogger log, string identity);

    [LoggerMessage(EventId = 5152, Level = LogLevel.Error, Message = "{Work} failed and starts again")]
    public static partial void WorkFailed(ILogger log, string work, Exception error);

    [LoggerMessage(EventId = 5153, Level = LogLevel.Warning, Message = "The roots could not be written to namespace {Namespace}; it is tried again: {Reason}")]
    public static partial void RootNotWritten(ILogger log, string @namespace, string reason);

    [LoggerMessage(EventId = 5154, Level = LogLevel.Warning, Message = "The status of {Object} could not be written; it is tried again: {Reason}")]
    public static partial void StatusNotWritten(ILogger log, string @object, string reason);

    [LoggerMessage(EventId = 5155, Level = LogLevel.Debug, Message = "Wrote the status of {Object}")]
    public static partial void StatusWritten(ILogger log, string @object);
}
