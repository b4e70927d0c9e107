using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Changes of headers, in the order set, add, remove (istio.networking.v1alpha3.Headers.HeaderOperations).</summary>
public sealed record HeaderOperations
{
    public IReadOnlyDictionary<string, string> Set { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Add { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Remove { get; init; } = [];
}
