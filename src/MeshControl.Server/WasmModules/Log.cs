using Microsoft.Extensions.Logging;

namespace MeshControl.Server.WasmModules;

/// <summary>What this folder logs; event ids 5950 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5950, LogLevel.Information, "Module {Url} fetched: {Size} bytes")]
    public static partial void Fetched(ILogger log, string url, int size);

    [LoggerMessage(5951, LogLevel.Warning, "Module {Url} cannot be fetched: {Problem}")]
    public static partial void NotFetched(ILogger log, string url, string problem);

    [LoggerMessage(5952, LogLevel.Error, "Fetching module {Url} ended unexpectedly")]
    public static partial void Failed(ILogger log, Exception error, string url);
}
