namespace MeshControl.Server.RateLimiting;

/// <summary>What a counter said to a request.</summary>
/// <param name="Allows">Whether the request fits.</param>
/// <param name="Remaining">Requests that still fit.</param>
/// <param name="Reset">When more do; zero where some fit into a bucket.</param>
internal readonly record struct CounterState(bool Allows, long Remaining, TimeSpan Reset);
