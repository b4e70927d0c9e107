using MeshControl.Incremental;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>The outbound listeners of a scope before rules and policies are looked at.</summary>
/// <param name="Listeners">By port, then address.</param>
/// <param name="RouteTables">Names of the route tables that they use, sorted.</param>
public sealed record OutboundPlan(EquatableArray<OutboundListenerSpec> Listeners, EquatableArray<string> RouteTables);
