using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes ConfigMap (core/v1).</summary>
public sealed record ConfigMap
{
    public IReadOnlyDictionary<string, string> Data { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, byte[]> BinaryData { get; init; } = ReadOnlyDictionary<string, byte[]>.Empty;
}
