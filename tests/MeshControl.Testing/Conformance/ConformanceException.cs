namespace MeshControl.Testing.Conformance;

/// <summary>A source did not do what every source does.</summary>
public sealed class ConformanceException(string message) : Exception(message);
