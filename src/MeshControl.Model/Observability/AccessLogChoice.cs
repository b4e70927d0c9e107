namespace MeshControl.Model.Observability;

/// <summary>One access log provider as Telemetry decides it.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="IsDisabled">True where an inner scope switched it off.</param>
/// <param name="Filter">CEL expression, or empty.</param>
public sealed record AccessLogChoice(string Provider, bool IsDisabled, string Filter);
