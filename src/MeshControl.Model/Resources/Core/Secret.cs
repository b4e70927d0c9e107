using System.Collections.ObjectModel;
using MeshControl.Model.Credentials;

namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes Secret (core/v1); its values never appear in text, and of keys that hold no credential only the names are kept.</summary>
public sealed record Secret
{
    public string Type { get; init; } = "";

    public IReadOnlyDictionary<string, byte[]> Data { get; init => field = Keep(value, []); } = ReadOnlyDictionary<string, byte[]>.Empty;

    public IReadOnlyDictionary<string, string> StringData { get; init => field = Keep(value, ""); } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Names the keys only.</summary>
    public override string ToString() => $"Secret {{ Type = {Type}, Keys = [{string.Join(", ", Data.Keys.Concat(StringData.Keys))}] }}";

    private static IReadOnlyDictionary<string, TValue> Keep<TValue>(IReadOnlyDictionary<string, TValue> values, TValue nothing) =>
        values.Keys.All(CredentialKeys.IsRead) ? values
            : values.ToDictionary(static pair => pair.Key, pair => CredentialKeys.IsRead(pair.Key) ? pair.Value : nothing, StringComparer.Ordinal);
}
