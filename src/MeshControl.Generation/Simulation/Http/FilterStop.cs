namespace MeshControl.Generation.Simulation.Http;

/// <summary>A filter that answers instead of passing on, and how often.</summary>
internal sealed record FilterStop(double Chance, Decision Decision, Answered Verdict);
