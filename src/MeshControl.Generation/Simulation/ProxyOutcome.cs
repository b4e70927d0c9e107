using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>One way a proxy can go with a connection or request; those of one simulation add up to a chance of 1.</summary>
/// <param name="Chance">How likely, by weights and percentages of the configuration.</param>
/// <param name="Decisions">Every step, in order; outcomes of one simulation share their first ones.</param>
/// <param name="Verdict">How it ends.</param>
public sealed record ProxyOutcome(double Chance, ImmutableArray<Decision> Decisions, Verdict Verdict);
