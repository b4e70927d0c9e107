using Envoy.Service.Ratelimit.V3;
using static MeshControl.Server.Tests.RateLimiting.Limits;
using Code = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.Code;
using Unit = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.RateLimit.Types.Unit;

namespace MeshControl.Server.Tests.RateLimiting;

/// <summary>Decisions of the rate limit service, over time.</summary>
public sealed class RateLimiterTests
{
    [Fact]
    public async Task A_rate_passes_as_many_requests_as_its_unit_allows_and_then_one_at_a_time()
    {
        using var limits = new Limits("[{limit: {requests: 4, unit: second}}]");
        Assert.Equal("oooox", await limits.SendAsync(5, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal("x", await limits.SendAsync(1, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("oooox", await limits.SendAsync(5, Descriptor("0")));
    }

    [Theory]
    [InlineData("minute", 60)]
    [InlineData("hour", 3600)]
    [InlineData("day", 86400)]
    public async Task A_unit_is_as_long_as_its_name_says(string unit, int seconds)
    {
        using var limits = new Limits($"[{{limit: {{requests: 1, unit: {unit}}}}}]");
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("x", await limits.SendAsync(1, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("o", await limits.SendAsync(1, Descriptor("0")));
    }

    [Theory]
    [InlineData(6, "oooooox")]
    [InlineData(1, "oxxxxxx")]
    public async Task A_burst_is_what_may_come_at_once(int burst, string decisions)
    {
        using var limits = new Limits($"[{{limit: {{requests: 2, unit: second, burst: {burst}}}}}]");
        Assert.Equal(decisions, await limits.SendAsync(7, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0")));
    }

    [Theory]
    [InlineData("hour", "2026-01-01T01:00:00Z")]
    [InlineData("day", "2026-01-02T00:00:00Z")]
    [InlineData("month", "2026-02-01T00:00:00Z")]
    public async Task A_quota_starts_anew_with_the_next_period_and_no_sooner(string period, string next)
    {
        using var limits = new Limits($"[{{quotas: [{{requests: 2, period: {period}}}]}}]");
        Assert.Equal("oox", await limits.SendAsync(3, Descriptor("0")));
        limits.Clock.Advance(DateTimeOffset.Parse(next, null) - limits.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Equal("x", await limits.SendAsync(1, Descriptor("0")));
        limits.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("oox", await limits.SendAsync(3, Descriptor("0")));
    }

    [Fact]
    public async Task A_request_that_one_limit_refuses_uses_up_no_other()
    {
        using var limits = new Limits("[{limit: {requests: 1, unit: second}, quotas: [{requests: 2, period: day}]}, {name: other, limit: {requests: 2, unit: day}}]");
        Assert.Equal("oxxxx", await limits.SendAsync(5, Descriptor("0"), Descriptor("other")));
        limits.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0"), Descriptor("other")));
        limits.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("x", await limits.SendAsync(1, Descriptor("0")));
    }

    [Fact]
    public async Task Every_value_of_a_key_is_counted_for_itself_and_no_value_is_one()
    {
        using var limits = new Limits("[{limit: {requests: 1, unit: day}, keys: [{header: X-User}, {attribute: path}]}]");
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0", ("header:x-user", "ada"), ("path", "/a"))));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0", ("header:x-user", "ada"), ("path", "/b"))));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0", ("header:x-user", "bob"), ("path", "/a"))));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0", ("path", "/a"))));
        Assert.Equal("x", await limits.SendAsync(1, Descriptor("0", ("header:x-user", "-"), ("path", "/a"))));
    }

    [Fact]
    public async Task Values_cannot_be_written_so_that_they_pass_for_others()
    {
        using var limits = new Limits("[{limit: {requests: 1, unit: day}, keys: [{header: a}, {header: b}]}]");
        Assert.Equal("o", await limits.SendAsync(1, Descriptor("0", ("header:a", "x|1:y"), ("header:b", "z"))));
        Assert.Equal("o", await limits.SendAsync(1, Descriptor("0", ("header:a", "x"), ("header:b", "y|1:z"))));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0", ("header:a", new string('x', 5000)), ("header:b", "z"))));
        Assert.Equal("o", await limits.SendAsync(1, Descriptor("0", ("header:a", new string('x', 5001)), ("header:b", "z"))));
    }

    [Fact]
    public async Task A_shadow_rule_counts_and_refuses_nothing()
    {
        using var limits = new Limits("[{limit: {requests: 1, unit: day}, shadow: true}, {name: real, limit: {requests: 2, unit: day}}]");
        Assert.Equal("oox", await limits.SendAsync(3, Descriptor("0"), Descriptor("real")));
        Assert.Null((await limits.AskAsync(Descriptor("0"))).Statuses[0].CurrentLimit);
    }

    [Fact]
    public async Task What_no_rule_names_passes()
    {
        using var limits = new Limits("[{name: get, match: {methods: [GET]}, limit: {requests: 1, unit: day}}]");
        Assert.Equal("ooo", await limits.SendAsync(3, Descriptor("unknown")));
        Assert.Equal("ooo", await limits.SendAsync(3, Descriptor("get")));
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("get", ("match", "yes"))));
    }

    [Fact]
    public async Task An_edited_rate_holds_from_the_next_request_on()
    {
        using var limits = new Limits("[{limit: {requests: 1, unit: day}}]");
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0")));
        limits.Edit("[{limit: {requests: 2, unit: day}}]");
        Assert.Equal("oox", await limits.SendAsync(3, Descriptor("0")));
    }

    [Fact]
    public async Task An_edited_quota_goes_on_counting()
    {
        using var limits = new Limits("[{quotas: [{requests: 2, period: day}]}]");
        Assert.Equal("oox", await limits.SendAsync(3, Descriptor("0")));
        limits.Edit("[{quotas: [{requests: 3, period: day}]}]");
        Assert.Equal("ox", await limits.SendAsync(2, Descriptor("0")));
    }

    [Fact]
    public async Task The_response_tells_the_limit_that_will_refuse_first()
    {
        using var limits = new Limits("[{name: r, limit: {requests: 2, unit: minute}, quotas: [{requests: 2, period: month}]}]");
        Assert.Equal((Code.Ok, 2u, Unit.Minute, 1u, 0L), Told(await limits.AskAsync(Descriptor("r"))));
        Assert.Equal((Code.Ok, 2u, Unit.Minute, 0u, 30L), Told(await limits.AskAsync(Descriptor("r"))));
        limits.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((Code.OverLimit, 2u, Unit.Month, 0u, 31 * 86400L - 60), Told(await limits.AskAsync(Descriptor("r"))));
    }

    private static (Code Code, uint Limit, Unit Unit, uint Remaining, long Reset) Told(RateLimitResponse response)
    {
        var status = Assert.Single(response.Statuses);
        Assert.Equal(response.OverallCode, status.Code);
        return (status.Code, status.CurrentLimit.RequestsPerUnit, status.CurrentLimit.Unit, status.LimitRemaining, status.DurationUntilReset.Seconds);
    }
}
