using Envoy.Extensions.Common.Ratelimit.V3;
using Envoy.Service.Ratelimit.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.RateLimits;
using Code = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.Code;
using Status = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.DescriptorStatus;

namespace MeshControl.Server.RateLimiting;

/// <summary>
/// Decides on requests by the rules in force. A request has to fit everywhere; one that is refused uses up nothing. Rules in shadow mode are counted
/// for what gets through.
/// </summary>
internal sealed class RateLimiter(ICounterStore store, TimeProvider clock, RateLimitMetrics metrics)
{
    public async ValueTask<RateLimitResponse> DecideAsync(RateLimitRequest request, GlobalRules rules, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hits = Math.Max(1, (long)request.HitsAddend);
        List<RuleCount> counts = [.. request.Descriptors.Select(descriptor => Prepare(descriptor, rules, now))];
        var enforced = counts.Where(static count => count.Rule is { Shadow: false }).ToList();
        await CountAsync(enforced, hits, now, cancellationToken);
        var isAllowed = enforced.TrueForAll(static count => count.Allows);
        if (isAllowed)
        {
            foreach (var shadow in counts.Where(static count => count.Rule is { Shadow: true }))
            {
                await CountAsync([shadow], hits, now, cancellationToken);
            }
        }

        foreach (var count in counts)
        {
            metrics.Decided(count, isAllowed);
        }

        return new RateLimitResponse { OverallCode = isAllowed ? Code.Ok : Code.OverLimit, Statuses = { counts.Select(Tell) } };
    }

    private static RuleCount Prepare(RateLimitDescriptor descriptor, GlobalRules rules, DateTimeOffset now) =>
        RuleCounters.Find(descriptor, rules) is { } rule ? new RuleCount(rule, [.. RuleCounters.Of(rule, descriptor, now)]) : new RuleCount(null, []);

    private async ValueTask CountAsync(IReadOnlyList<RuleCount> counts, long hits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Counter> counters = [.. counts.SelectMany(static count => count.Counters).DistinctBy(static counter => counter.Key)];
        if (counters.Count == 0)
        {
            return;
        }

        var states = await store.CountAsync(counters, hits, now, cancellationToken);
        foreach (var count in counts)
        {
            count.States = [.. count.Counters.Select(counter => states[counters.FindIndex(other => other.Key == counter.Key)])];
        }
    }

    // Of several counters the response tells the one that will refuse first.
    private static Status Tell(RuleCount count)
    {
        if (count.Rule is null or { Shadow: true } || count.States.Count == 0)
        {
            return new Status { Code = Code.Ok };
        }

        var tightest = Enumerable.Range(0, count.States.Count).MinBy(i => (count.States[i].Allows, count.States[i].Remaining));
        var (state, told) = (count.States[tightest], count.Counters[tightest].Tells);
        return new Status
        {
            Code = count.Allows ? Code.Ok : Code.OverLimit,
            CurrentLimit = new() { Name = count.Rule.Name, RequestsPerUnit = (uint)told.Requests, Unit = told.Unit },
            LimitRemaining = (uint)Math.Min(uint.MaxValue, state.Remaining),
            // Rounded up: who comes again after that many seconds is not too early.
            DurationUntilReset = new Duration { Seconds = (long)Math.Ceiling(state.Reset.TotalSeconds) },
        };
    }
}
