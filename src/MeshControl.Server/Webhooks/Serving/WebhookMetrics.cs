using System.Diagnostics.Metrics;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>Figures of the webhooks on the meter `MeshControl.Webhooks`, under istiod's names.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private const string InjectPath = "/inject";
    private const string ValidatePath = "/validate";
    private readonly Meter _meter = new("MeshControl.Webhooks");
    private readonly Counter<long> _injections;
    private readonly Counter<long> _injected;
    private readonly Counter<long> _notInjected;
    private readonly Counter<long> _skipped;
    private readonly Histogram<double> _injectionTime;
    private readonly Counter<long> _passed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _httpErrors;

    public WebhookMetrics()
    {
        _injections = _meter.CreateCounter<long>("sidecar_injection_requests_total", null, "Injection requests.");
        _injected = _meter.CreateCounter<long>("sidecar_injection_success_total", null, "Injection requests that were answered with a pod that may run.");
        _notInjected = _meter.CreateCounter<long>("sidecar_injection_failure_total", null, "Injection requests that failed.");
        _skipped = _meter.CreateCounter<long>("sidecar_injection_skip_total", null, "Pods that were left as they were.");
        _injectionTime = _meter.CreateHistogram<double>("sidecar_injection_time_seconds", "s", "Time of an injection.");
        _passed = _meter.CreateCounter<long>("galley_validation_passed", null, "Valid objects.");
        _failed = _meter.CreateCounter<long>("galley_validation_failed", null, "Invalid objects.");
        _httpErrors = _meter.CreateCounter<long>("galley_validation_http_error", null, "Validation requests that were not answered, by HTTP status.");
    }

    public void Answered(string path, AdmissionReview review, AdmissionAnswer answer, TimeSpan time)
    {
        if (path == InjectPath)
        {
            Injection(answer, time);
        }
        else if (path == ValidatePath)
        {
            Validation(review, answer);
        }
    }

    public void NotAnswered(string path, int status)
    {
        if (path == InjectPath)
        {
            _injections.Add(1);
            _notInjected.Add(1);
        }
        else if (path == ValidatePath)
        {
            _httpErrors.Add(1, new KeyValuePair<string, object?>("status", status));
        }
    }

    public void Dispose() => _meter.Dispose();

    private void Injection(AdmissionAnswer answer, TimeSpan time)
    {
        _injections.Add(1);
        _injectionTime.Record(time.TotalSeconds);
        if (!answer.Allowed)
        {
            _notInjected.Add(1);
            return;
        }

        _injected.Add(1);
        if (answer.Patch is null)
        {
            _skipped.Add(1);
        }
    }

    /// <summary>A dry run's faults are not counted: they are somebody trying something out.</summary>
    private void Validation(AdmissionReview review, AdmissionAnswer answer)
    {
        var passed = answer.Allowed && answer.Reason is null;
        if (!passed && review.Request is { DryRun: true })
        {
            return;
        }

        var group = new KeyValuePair<string, object?>("group", review.Request?.Group ?? "");
        var version = new KeyValuePair<string, object?>("version", review.Request?.Version ?? "");
        var resource = new KeyValuePair<string, object?>("resource", review.Resource);
        if (passed)
        {
            _passed.Add(1, group, version, resource);
        }
        else
        {
            _failed.Add(1, [group, version, resource, new KeyValuePair<string, object?>("reason", answer.Reason ?? "invalid_resource")]);
        }
    }
}
