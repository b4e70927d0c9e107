using System.Globalization;
using System.Text;

namespace MeshControl.Server.Metrics;

/// <summary>A histogram with fixed upper bounds.</summary>
internal sealed class HistogramFamily(string name, string help, double[] bounds) : MetricFamily(name, help, "histogram", isObservable: false)
{
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    public override void Record(string labels, double value)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            _series.Add(labels, series = new Series(new long[bounds.Length + 1]));
        }

        var at = Array.BinarySearch(bounds, value);
        series.Counts[at < 0 ? ~at : at]++;
        series.Sum += value;
    }

    public override void Clear() => _series.Clear();

    protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, series) in _series)
        {
            var prefix = labels.Length > 0 ? labels + "," : "";
            long total = 0;
            for (var i = 0; i < series.Counts.Length; i++)
            {
                total += series.Counts[i];
                var bound = PrometheusTextExporter.Number(i < bounds.Length ? bounds[i] : double.PositiveInfinity);
                text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{prefix}le=\"{bound}\"}} {total}\n");
            }

            var suffix = labels.Length > 0 ? $"{{{labels}}}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{suffix} {PrometheusTextExporter.Number(series.Sum)}\n");
            text.Append(CultureInfo.InvariantCulture, $"{Name}_count{suffix} {total}\n");
        }
    }

    private sealed record Series(long[] Counts)
    {
        public double Sum { get; set; }
    }
}
