using System.Text;

namespace MeshControl.Server.Metrics;

/// <summary>A counter or gauge.</summary>
internal sealed class ValueFamily(string name, string help, string type, bool isObservable, bool adds) : MetricFamily(name, help, type, isObservable)
{
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);

    public override void Record(string labels, double value) => _values[labels] = adds ? _values.GetValueOrDefault(labels) + value : value;

    public override void Clear() => _values.Clear();

    protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, value) in _values)
        {
            text.Append(Name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(PrometheusTextExporter.Number(value)).Append('\n');
        }
    }
}
