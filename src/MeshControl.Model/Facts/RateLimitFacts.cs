using MeshControl.Incremental;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>Rate limits: which policies a workload has, and what the rate limit service counts.</summary>
public sealed class RateLimitFacts
{
    public RateLimitFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        Applied = new(graph, "rate limits", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            return RateLimitView.Select(
                key.Namespace == root ? [] : read.Items(resources.RateLimitPolicies.ByNamespace, root),
                read.Items(resources.RateLimitPolicies.ByNamespace, key.Namespace),
                key);
        });
        Global = new(graph, "rate limits/global", (_, read) => new GlobalRules([.. read.Items(resources.RateLimitPolicies.Table).SelectMany(GlobalRule.Of)]));
    }

    /// <summary>The policies of a workload.</summary>
    public Derived<WorkloadSelectionKey, RateLimitView> Applied { get; }

    /// <summary>The rules that are counted for all proxies together; the key is always empty.</summary>
    public Derived<string, GlobalRules> Global { get; }
}
