using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Envoy.Extensions.Common.Ratelimit.V3;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Policy;
using Unit = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.RateLimit.Types.Unit;

namespace MeshControl.Server.RateLimiting;

/// <summary>The counters of a rule for the values of one request.</summary>
internal static class RuleCounters
{
    // Longer values are known by their hash: what clients write must not fill the store.
    private const int LongestValue = 100;
    private const string Matched = "yes";

    /// <summary>The rule that a descriptor names, or null where it is not (or no longer) there or does not match.</summary>
    public static GlobalRule? Find(RateLimitDescriptor descriptor, GlobalRules rules) =>
        Value(descriptor, RateLimitNames.PolicyEntry) is { } policy && Value(descriptor, RateLimitNames.RuleEntry) is { } name && rules.Find(policy, name) is { } rule
            && (!rule.HasConditions || Value(descriptor, RateLimitNames.MatchEntry) == Matched)
            ? rule
            : null;

    /// <summary>Its rate first, then its quotas. Another rate is another bucket, so that an edit takes effect at once; a quota goes on counting.</summary>
    public static IEnumerable<Counter> Of(GlobalRule rule, RateLimitDescriptor descriptor, DateTimeOffset now)
    {
        var name = Name(rule, descriptor);
        if (rule.Limit is { } limit)
        {
            var burst = limit.Burst ?? limit.Requests;
            yield return new Counter(
                string.Create(CultureInfo.InvariantCulture, $"{name}|{limit.Requests}/{limit.Unit}/{burst}"), burst, limit.Unit.Length().TotalMicroseconds / limit.Requests,
                default, new ToldLimit(limit.Requests, UnitOf(limit.Unit)));
        }

        foreach (var quota in rule.Quotas)
        {
            var (period, ends, unit) = Period(quota.Period, now.UtcDateTime);
            yield return new Counter($"{name}|{period}", quota.Requests, 0, ends, new ToldLimit(quota.Requests, unit));
        }
    }

    private static string Name(GlobalRule rule, RateLimitDescriptor descriptor)
    {
        var name = new StringBuilder(rule.Policy).Append('|').Append(rule.Name);
        foreach (var key in rule.Keys)
        {
            var value = Value(descriptor, key) ?? RateLimitNames.NoValue;
            if (value.Length > LongestValue)
            {
                value = "#" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
            }

            // With its length, no value can pass for two.
            name.Append('|').Append(value.Length).Append(':').Append(value);
        }

        return name.ToString();
    }

    private static (string Name, DateTimeOffset Ends, Unit Unit) Period(QuotaPeriod period, DateTime now)
    {
        var (start, ends, unit) = period switch
        {
            QuotaPeriod.Month => (new DateTime(now.Year, now.Month, 1), new DateTime(now.Year, now.Month, 1).AddMonths(1), Unit.Month),
            QuotaPeriod.Day => (now.Date, now.Date.AddDays(1), Unit.Day),
            _ => (now.Date.AddHours(now.Hour), now.Date.AddHours(now.Hour + 1), Unit.Hour),
        };
        return (string.Create(CultureInfo.InvariantCulture, $"{period}:{start:yyyyMMddHH}"), new DateTimeOffset(ends, TimeSpan.Zero), unit);
    }

    private static Unit UnitOf(RateLimitUnit unit) => unit switch
    {
        RateLimitUnit.Minute => Unit.Minute,
        RateLimitUnit.Hour => Unit.Hour,
        RateLimitUnit.Day => Unit.Day,
        _ => Unit.Second,
    };

    private static string? Value(RateLimitDescriptor descriptor, string key)
    {
        foreach (var entry in descriptor.Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
