using System.Diagnostics.Metrics;
using MeshControl.Server.Metrics;

namespace MeshControl.Server.Tests.Metrics;

/// <summary>Instruments as Prometheus text.</summary>
public sealed class PrometheusTextExporterTests
{
    [Fact]
    public void Instruments_are_written_with_labels_sorted_and_escaped()
    {
        using var exporter = new PrometheusTextExporter();
        using var meter = new Meter("MeshControl.Test");
        var counter = meter.CreateCounter<long>("test_things", null, "Things.");
        var histogram = meter.CreateHistogram<double>("test_seconds", "s", "How long.");
        meter.CreateObservableGauge("test_level", () => 7, null, "Level.");
        counter.Add(2, new("b", "say \"hi\""), new("a", "x\ny"));
        counter.Add(3, new("a", "x\ny"), new("b", "say \"hi\""));
        histogram.Record(0.004);
        histogram.Record(100);

        var text = exporter.Write();

        Assert.Contains("# HELP test_things Things.\n# TYPE test_things counter\ntest_things{a=\"x\\ny\",b=\"say \\\"hi\\\"\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("test_level 7\n", text, StringComparison.Ordinal);
        Assert.Contains("test_seconds_bucket{le=\"0.005\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("test_seconds_bucket{le=\"+Inf\"} 2\ntest_seconds_sum 100.004\ntest_seconds_count 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gauge_that_fails_costs_itself_only()
    {
        using var exporter = new PrometheusTextExporter();
        using var meter = new Meter("MeshControl.Test.Failing");
        meter.CreateObservableGauge("test_broken", new Func<int>(() => throw new InvalidOperationException("not there yet")), null, "Broken.");
        meter.CreateObservableGauge("test_sound", () => 3, null, "Sound.");

        var text = exporter.Write();

        Assert.Contains("test_sound 3\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("test_broken ", text, StringComparison.Ordinal);
    }
}
