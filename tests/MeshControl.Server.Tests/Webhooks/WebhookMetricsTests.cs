using MeshControl.Server.Metrics;
using MeshControl.Server.Webhooks;
using MeshControl.Server.Webhooks.Serving;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>What dashboards made for istiod read about the webhooks.</summary>
public sealed class WebhookMetricsTests
{
    private static readonly AdmissionReview Pod = new(AdmissionReview.V1, "pods", null, "", null);

    // Other tests of this process count too, so each looks for labels of its own.
    [Fact]
    public void Verdicts_are_counted_by_kind_and_reason_and_dry_runs_only_where_they_pass()
    {
        using var exporter = new PrometheusTextExporter();
        using var metrics = new WebhookMetrics();
        metrics.Answered("/validate", Review("passes"), AdmissionAnswer.Allow, TimeSpan.Zero);
        metrics.Answered("/validate", Review("fails"), AdmissionAnswer.Deny("no"), TimeSpan.Zero);
        metrics.Answered("/validate", Review("unknown"), AdmissionAnswer.Deny("no") with { Reason = "unknown_type" }, TimeSpan.Zero);
        metrics.Answered("/validate", Review("tried", dryRun: true), AdmissionAnswer.Deny("no"), TimeSpan.Zero);
        metrics.NotAnswered("/validate", 413);

        var text = exporter.Write();
        Assert.Contains("galley_validation_passed{group=\"metrics.test\",resource=\"passes\",version=\"v1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("galley_validation_failed{group=\"metrics.test\",reason=\"invalid_resource\",resource=\"fails\",version=\"v1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("reason=\"unknown_type\",resource=\"unknown\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("resource=\"tried\"", text, StringComparison.Ordinal);
        Assert.Contains("galley_validation_http_error{status=\"413\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Injections_are_counted_under_istiods_names()
    {
        using var exporter = new PrometheusTextExporter();
        using var metrics = new WebhookMetrics();
        metrics.Answered("/inject", Pod, AdmissionAnswer.Allow, TimeSpan.FromSeconds(2));
        metrics.Answered("/inject", Pod, AdmissionAnswer.Deny("bad annotation"), TimeSpan.FromSeconds(2));

        var text = exporter.Write();
        foreach (var name in new[] { "requests", "success", "failure", "skip" })
        {
            Assert.Matches($"sidecar_injection_{name}_total [1-9]", text);
        }

        Assert.Matches("sidecar_injection_time_seconds_bucket\\{le=\"3\"\\} [1-9]", text);
    }

    private static AdmissionReview Review(string resource, bool dryRun = false) =>
        new(AdmissionReview.V1, resource, new AdmissionRequest("u", "metrics.test", "v1", "Kind", "", "", "CREATE", default, default, dryRun, "/validate"), "u", null);
}
