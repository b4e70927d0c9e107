using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection;

/// <summary>What became of a pod.</summary>
public sealed record InjectionResult
{
    /// <summary>The pod with its proxy; null where it is left as it is.</summary>
    public JsonObject? Pod { get; init; }

    /// <summary>Why the pod cannot be injected as it asks; all of it. The pod must not run then, since it would run outside the mesh.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it was injected or left alone, in a sentence.</summary>
    public string Reason { get; init; } = "";
}
