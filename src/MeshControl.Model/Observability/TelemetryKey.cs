using MeshControl.Incremental;

namespace MeshControl.Model.Observability;

/// <summary>Whose Telemetry: a namespace and the labels that selectors may ask for.</summary>
public sealed record TelemetryKey(string Namespace, EquatableMap<string, string> Labels);
