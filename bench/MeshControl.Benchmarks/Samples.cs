using System.Diagnostics;

namespace MeshControl.Benchmarks;

/// <summary>Times of one action in milliseconds: by the wall, and the processor time of the whole process, which a busy machine disturbs less.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];
    private double _cpu;

    public double Median => At(0.5);

    public double Max => At(1);

    public double MeanCpu => _cpu / _milliseconds.Count;

    public double Measure(Action action)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        action();
        _cpu += (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return _milliseconds[^1];
    }

    private double At(double quantile)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[(int)Math.Round(quantile * (sorted.Length - 1))];
    }
}
