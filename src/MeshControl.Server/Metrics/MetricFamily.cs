using System.Diagnostics.Metrics;
using System.Text;

namespace MeshControl.Server.Metrics;

/// <summary>One metric with all its label sets.</summary>
internal abstract class MetricFamily(string name, string help, string type, bool isObservable)
{
    public bool IsObservable { get; } = isObservable;

    protected string Name { get; } = name;

    public static MetricFamily Of(Instrument instrument)
    {
        var help = instrument.Description ?? "";
        var kind = instrument.GetType().Name;
        if (kind.StartsWith("Histogram", StringComparison.Ordinal))
        {
            return new HistogramFamily(instrument.Name, help, HistogramBounds.For(instrument));
        }

        var isCounter = kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal);
        return new ValueFamily(instrument.Name, help, isCounter ? "counter" : "gauge", instrument.IsObservable, adds: isCounter && !instrument.IsObservable);
    }

    public abstract void Record(string labels, double value);

    public abstract void Clear();

    public void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(help.Replace("\\", @"\\").Replace("\n", @"\n")).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
        WriteSamples(text);
    }

    protected abstract void WriteSamples(StringBuilder text);
}
