namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>
/// <see cref="CounterArithmetic"/> inside of Redis, so that replicas count as one: KEYS are the counters, ARGV the time in microseconds, the hits, and for
/// each counter its limit, its interval and, of a period, the microseconds that are left of it. It answers allows, remaining, reset for each.
/// </summary>
internal static class CounterScript
{
    public const string Text = """
        local now, hits, fits = tonumber(ARGV[1]), tonumber(ARGV[2]), true
        local answer, stored, life = {}, {}, {}
        for i, key in ipairs(KEYS) do
          local limit, interval, left = tonumber(ARGV[3 * i]), tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
          local number = tonumber(redis.call('GET', key) or 0)
          local allows, remaining, reset
          if interval > 0 then
            local full = math.max(number, now)
            local after = full + hits * interval
            local capacity = limit * interval
            allows = after - capacity <= now + 1
            local room = capacity - ((allows and after or full) - now)
            remaining = math.max(0, math.floor((room + 1) / interval))
            reset = remaining > 0 and 0 or math.max(0, interval - room)
            stored[i], life[i] = after, after - now
          else
            local after = number + hits
            allows = after <= limit
            remaining = math.max(0, limit - (allows and after or number))
            reset = left
            stored[i], life[i] = after, left
          end
          fits = fits and allows
          answer[3 * i - 2], answer[3 * i - 1], answer[3 * i] = allows and 1 or 0, remaining, math.floor(reset)
        end
        if fits then
          for i, key in ipairs(KEYS) do
            redis.call('SET', key, string.format('%.3f', stored[i]), 'PX', math.max(1, math.ceil(life[i] / 1000)))
          end
        end
        return answer
        """;
}
