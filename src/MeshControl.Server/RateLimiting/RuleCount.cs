using MeshControl.Model.RateLimits;

namespace MeshControl.Server.RateLimiting;

/// <summary>A rule that a request falls under, with its counters; no rule where the descriptor names none.</summary>
internal sealed class RuleCount(GlobalRule? rule, IReadOnlyList<Counter> counters)
{
    public GlobalRule? Rule { get; } = rule;

    public IReadOnlyList<Counter> Counters { get; } = counters;

    /// <summary>What they said; empty as long as nobody asked them.</summary>
    public IReadOnlyList<CounterState> States { get; set; } = [];

    public bool Allows => States.All(static state => state.Allows);
}
