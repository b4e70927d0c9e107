using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>Which virtual hosts a port has, and which rule routes each: names only, so that editing a rule's routes leaves it as it is.</summary>
/// <param name="Ruled">Hosts with a rule, first one wins.</param>
/// <param name="Plain">Service ports without a rule.</param>
public sealed record RouteAssignment(EquatableArray<RouteAssignment.Group> Ruled, EquatableArray<RouteAssignment.ServicePortName> Plain)
{
    public static RouteAssignment Empty { get; } = new([], []);

    /// <summary>What one rule routes on one port.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Port">The service port.</param>
    /// <param name="Hosts">Hosts that are no service of the port.</param>
    /// <param name="Services">Hosts of services.</param>
    public sealed record Group(ResourceKey Rule, int Port, EquatableArray<string> Hosts, EquatableArray<string> Services);

    /// <summary>One port of one service.</summary>
    public readonly record struct ServicePortName(string Host, int Port);
}
