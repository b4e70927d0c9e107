using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>The mesh's networks by name, and how they reach each other (istio.mesh.v1alpha1.MeshNetworks).</summary>
public sealed record MeshNetworks
{
    public IReadOnlyDictionary<string, Network> Networks { get; init; } = ReadOnlyDictionary<string, Network>.Empty;
}
