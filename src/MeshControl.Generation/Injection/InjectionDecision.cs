namespace MeshControl.Generation.Injection;

/// <summary>Whether a pod gets a proxy, and why.</summary>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Warnings">What was asked for in words that are not understood.</param>
public sealed record InjectionDecision(bool Injects, string Reason, IReadOnlyList<string> Warnings);
