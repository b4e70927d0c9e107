using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>Messages of the cluster's source; EventIds 5110-5149.</summary>
internal static partial class KubernetesLog
{
    [LoggerMessage(EventId = 5110, Level = LogLevel.Debug, Message = "The API server does not have {Kind}; waiting for it")]
    public static partial void NotServed(ILogger log, string kind);

    [LoggerMessage(EventId = 5111, Level = LogLevel.Warning, Message = "{Kind} cannot be followed, what is known of it keeps serving: {Reason}")]
    public static partial void Unavailable(ILogger log, string kind, string reason);

    [LoggerMessage(EventId = 5112, Level = LogLevel.Information, Message = "{Kind} is followed again")]
    public static partial void Available(ILogger log, string kind);

    [LoggerMessage(EventId = 5113, Level = LogLevel.Information, Message = "Read {Objects} objects of the cluster in {Time}; {Missing} of {Kinds} kinds are waited for, because the API server does not have them")]
    public static partial void Synced(ILogger log, int objects, TimeSpan time, int missing, int kinds);
}
