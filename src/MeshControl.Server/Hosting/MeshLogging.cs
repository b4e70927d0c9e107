using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace MeshControl.Server.Hosting;

/// <summary>Structured logs on the console.</summary>
internal static class MeshLogging
{
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static ILoggingBuilder AddMeshLogging(this ILoggingBuilder logging, string level)
    {
        var minimum = level switch
        {
            "debug" => LogEventLevel.Debug,
            "warn" => LogEventLevel.Warning,
            "error" => LogEventLevel.Error,
            _ => LogEventLevel.Information,
        };
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(minimum)
            // The framework's own request and lifetime chatter says nothing that ours does not.
            .MinimumLevel.Override("Microsoft", minimum == LogEventLevel.Debug ? LogEventLevel.Information : LogEventLevel.Warning)
            .Enrich.With<ShortSourceEnricher>()
            .WriteTo.Console(outputTemplate: Template)
            .CreateLogger();
        return logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new SerilogLoggerProvider(logger, dispose: true));
    }
}
