namespace MeshControl.Kubernetes.Watching;

/// <summary>What follows from a failure: what the consumer hears, whether to list anew, and how long to wait (until a probe is due, where there is no delay).</summary>
internal sealed record FailureVerdict(IReadOnlyList<ReflectorEvent> Events, bool Relist, TimeSpan? Delay);
