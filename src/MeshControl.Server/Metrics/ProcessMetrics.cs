using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MeshControl.Server.Metrics;

/// <summary>What Prometheus expects of every process, under its usual names.</summary>
internal static class ProcessMetrics
{
    public static void Write(StringBuilder text)
    {
        using var process = Process.GetCurrentProcess();
        Sample(text, "process_cpu_seconds_total", "counter", "User and system CPU time.", process.TotalProcessorTime.TotalSeconds);
        Sample(text, "process_resident_memory_bytes", "gauge", "Resident memory.", process.WorkingSet64);
        Sample(text, "process_threads", "gauge", "Threads.", process.Threads.Count);
        Sample(text, "dotnet_gc_heap_bytes", "gauge", "Live heap after the last collection.", GC.GetGCMemoryInfo().HeapSizeBytes);
        Sample(text, "dotnet_gc_pause_seconds_total", "counter", "Time paused for collection.", GC.GetTotalPauseDuration().TotalSeconds);
    }

    private static void Sample(StringBuilder text, string name, string type, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {PrometheusTextExporter.Number(value)}\n");
}
