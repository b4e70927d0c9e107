using System.Diagnostics.Metrics;

namespace MeshControl.Server.RateLimiting;

/// <summary>Figures of the rate limit service on the meter `MeshControl.RateLimiting`.</summary>
internal sealed class RateLimitMetrics : IDisposable
{
    private readonly Meter _meter = new("MeshControl.RateLimiting");
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _failures;

    public RateLimitMetrics()
    {
        _decisions = _meter.CreateCounter<long>(
            "meshcontrol_rate_limit_decisions", null, "Requests that fell under a rule, by policy, rule and decision (allowed, refused, shadow_refused).");
        _failures = _meter.CreateCounter<long>("meshcontrol_rate_limit_failures", null, "Requests that could not be counted, because the store was not reached.");
    }

    public void Observe(MemoryCounterStore store)
    {
        _meter.CreateObservableGauge("meshcontrol_rate_limit_counters", () => store.Count, null, "Counters kept in memory.");
        _meter.CreateObservableCounter("meshcontrol_rate_limit_counters_forgotten", () => store.Forgotten, null, "Counters dropped for want of room while they still counted.");
    }

    /// <summary>A rule was asked; of a request that another rule refuses only that one speaks.</summary>
    public void Decided(RuleCount count, bool isAllowed)
    {
        if (count.Rule is not { } rule || (count.Allows && !isAllowed))
        {
            return;
        }

        var decision = count.Allows ? "allowed" : rule.Shadow ? "shadow_refused" : "refused";
        _decisions.Add(1, new("policy", rule.Policy), new("rule", rule.Name), new("decision", decision));
    }

    public void Failed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
