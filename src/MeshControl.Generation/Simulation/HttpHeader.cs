namespace MeshControl.Generation.Simulation;

/// <summary>One header field; names are lower case.</summary>
public readonly record struct HttpHeader(string Name, string Value);
