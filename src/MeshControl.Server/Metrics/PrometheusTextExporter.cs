using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace MeshControl.Server.Metrics;

/// <summary>
/// Gathers the instruments of our own meters and writes them in Prometheus' text format 0.0.4. Counters and histograms keep their names as declared,
/// so that dashboards made for istiod work.
/// </summary>
public sealed class PrometheusTextExporter : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private const string OwnMeters = "MeshControl.";
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    public PrometheusTextExporter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Every metric as it is now.</summary>
    public string Write()
    {
        lock (_gate)
        {
            foreach (var family in _families.Values.Where(family => family.IsObservable))
            {
                family.Clear();
            }

            Observe();
            var text = new StringBuilder(16 * 1024);
            foreach (var family in _families.Values)
            {
                family.Write(text);
            }

            ProcessMetrics.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    internal static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    // A gauge that fails (its owner may be starting or ending) costs itself, not the page.
    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // The others have been recorded.
        }
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = MetricLabels.Format(tags);
        lock (_gate)
        {
            if (!_families.TryGetValue(instrument.Name, out var family))
            {
                _families.Add(instrument.Name, family = MetricFamily.Of(instrument));
            }

            family.Record(labels, value);
        }
    }
}
