using System.Text;
using Envoy.Extensions.Common.Ratelimit.V3;
using Envoy.Service.Ratelimit.V3;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;
using MeshControl.Server.RateLimiting;
using MeshControl.Testing.Time;
using Code = Envoy.Service.Ratelimit.V3.RateLimitResponse.Types.Code;
using RateLimitResponse = Envoy.Service.Ratelimit.V3.RateLimitResponse;

namespace MeshControl.Server.Tests.RateLimiting;

/// <summary>A rate limit service over a policy called shop/api, with a clock that stands still.</summary>
internal sealed class Limits : IDisposable
{
    private readonly RateLimitMetrics _metrics = new();
    private readonly RateLimiter _limiter;
    private GlobalRules _rules;

    /// <summary>Starts with the rules of a policy, in YAML.</summary>
    public Limits(string rules, ICounterStore? store = null)
    {
        _rules = Rules(rules);
        _limiter = new RateLimiter(store ?? new MemoryCounterStore(1000), Clock, _metrics);
    }

    public FakeClock Clock { get; } = new();

    public static GlobalRules Rules(string rules)
    {
        var read = ManifestReader.Read("limits.yaml", Encoding.UTF8.GetBytes(
            $"apiVersion: policy.meshcontrol.io/v1alpha1\nkind: RateLimitPolicy\nmetadata: {{name: api, namespace: shop}}\nspec:\n  scope: global\n  rules: {rules}\n"));
        Assert.Empty(read.Findings);
        return new GlobalRules([.. read.Resources.OfType<Resource<RateLimitPolicy>>().SelectMany(GlobalRule.Of)]);
    }

    public void Edit(string rules) => _rules = Rules(rules);

    /// <summary>The descriptor of a rule, with entries such as header:x-user.</summary>
    public static RateLimitDescriptor Descriptor(string rule, params IEnumerable<(string Key, string Value)> entries) => new()
    {
        Entries =
        {
            new RateLimitDescriptor.Types.Entry { Key = "policy", Value = "shop/api" },
            new RateLimitDescriptor.Types.Entry { Key = "rule", Value = rule },
            entries.Select(static entry => new RateLimitDescriptor.Types.Entry { Key = entry.Key, Value = entry.Value }),
        },
    };

    public async Task<RateLimitResponse> AskAsync(params IEnumerable<RateLimitDescriptor> descriptors) =>
        await _limiter.DecideAsync(new RateLimitRequest { Domain = "meshcontrol", Descriptors = { descriptors } }, _rules, CancellationToken.None);

    /// <summary>The decisions on equal requests, o for one that passes and x for one that is refused.</summary>
    public async Task<string> SendAsync(int count, params IReadOnlyList<RateLimitDescriptor> descriptors)
    {
        var decisions = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            decisions.Append((await AskAsync(descriptors)).OverallCode == Code.Ok ? 'o' : 'x');
        }

        return decisions.ToString();
    }

    public void Dispose() => _metrics.Dispose();
}
