using Serilog.Core;
using Serilog.Events;

namespace MeshControl.Server.Hosting;

/// <summary>Cuts a logger's name down to its class: that is what a reader looks for.</summary>
internal sealed class ShortSourceEnricher : ILogEventEnricher
{
    private const string Name = Constants.SourceContextPropertyName;

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Properties.TryGetValue(Name, out var value) && value is ScalarValue { Value: string source })
        {
            logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Name, source[(source.LastIndexOf('.') + 1)..]));
        }
    }
}
