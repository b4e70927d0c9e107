using MeshControl.Generation.Output;

namespace MeshControl.Generation.Simulation;

/// <summary>The xDS resource that a decision was read from.</summary>
public readonly record struct ResourceReference(ResourceType Type, string Name);
