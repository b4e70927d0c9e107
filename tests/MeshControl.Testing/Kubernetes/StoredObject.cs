using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>One version of an object in the fake store; <paramref name="Owned"/> are the field paths that each manager has applied.</summary>
internal sealed record StoredObject(JsonObject Json, long Version, ImmutableDictionary<string, ImmutableHashSet<string>> Owned)
{
    private byte[]? _body;

    public string Namespace => Json["metadata"]?["namespace"]?.GetValue<string>() ?? "";

    public string Name => Json["metadata"]!["name"]!.GetValue<string>();

    /// <summary>The object as it goes over the wire, without apiVersion and kind.</summary>
    public byte[] Body => _body ??= System.Text.Encoding.UTF8.GetBytes(Json.ToJsonString());

    public string Key => $"{Namespace}/{Name}";
}
