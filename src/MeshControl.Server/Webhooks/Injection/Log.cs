using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>What this folder logs; event ids 5950 to 5969.</summary>
internal static partial class Log
{
    [LoggerMessage(5950, LogLevel.Information, "Pod {Namespace}/{Pod} is injected ({Path}): {Reason}")]
    public static partial void Injected(ILogger log, string @namespace, string pod, string path, string reason);

    [LoggerMessage(5951, LogLevel.Debug, "Pod {Namespace}/{Pod} is left as it is: {Reason}")]
    public static partial void Skipped(ILogger log, string @namespace, string pod, string reason);

    [LoggerMessage(5952, LogLevel.Warning, "Pod {Namespace}/{Pod} is refused: {Errors}")]
    public static partial void Refused(ILogger log, string @namespace, string pod, string errors);

    [LoggerMessage(5953, LogLevel.Error, "The settings of the sidecar injector in {Source} are not used, the last good ones stay: {Errors}")]
    public static partial void SettingsRefused(ILogger log, string source, string errors);

    [LoggerMessage(5954, LogLevel.Warning, "The settings of the sidecar injector in {Source}: {Warnings}")]
    public static partial void SettingsWarning(ILogger log, string source, string warnings);

    [LoggerMessage(5955, LogLevel.Information, "The sidecar injector uses its settings in {Source}")]
    public static partial void SettingsRead(ILogger log, string source);
}
