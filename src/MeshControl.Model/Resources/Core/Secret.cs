using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Secret (core/v1); its values never appear in text.</summary>
public sealed record Secret
{
    public string Type { get; init; } = "";

    public IReadOnlyDictionary<string, byte[]> Data { get; init; } = ReadOnlyDictionary<string, byte[]>.Empty;

    public IReadOnlyDictionary<string, string> StringData { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Names the keys only.</summary>
    public override string ToString() => $"Secret {{ Type = {Type}, Keys = [{string.Join(", ", Data.Keys.Concat(StringData.Keys))}] }}";
}
