using System.Collections.Immutable;

namespace MeshControl.Generation.Simulation;

/// <summary>One step of a request's way: what was taken, why, and what was not.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Subject">What was taken: a name where there is one.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record Decision(DecisionKind Kind, string Subject, string Reason)
{
    /// <summary>The resource that says so; null where the protocol itself does.</summary>
    public ResourceReference? Resource { get; init; }

    /// <summary>The object that the resource names as its origin (`Kind namespace/name`); null where it names none.</summary>
    public string? ConfiguredBy { get; init; }

    /// <summary>Candidates that were passed over, each with the reason.</summary>
    public ImmutableArray<string> Rejected { get; init; } = [];
}
