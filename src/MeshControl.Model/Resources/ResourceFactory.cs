using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Resources;

/// <summary>Makes resources of records, with the same content hash as if they had been read.</summary>
public static class ResourceFactory
{
    /// <summary>Throws ArgumentException when the spec is not of the kind, or would be refused by the reader.</summary>
    public static Resource<TSpec> Create<TSpec>(ResourceKind kind, ResourceMeta meta, TSpec spec)
        where TSpec : class
    {
        var type = (JsonTypeInfo<TSpec>)ResourceJsonContext.Default.GetTypeInfo(typeof(TSpec))!;
        var node = JsonNodeReader.Read(JsonSerializer.SerializeToUtf8Bytes(spec, type), 0);
        var findings = new FindingSink(meta.Origin.Source);
        var resource = new ResourceDecoder(meta.Origin.Source, findings).DecodeContent(node, kind, meta);
        return resource as Resource<TSpec> ?? throw new ArgumentException($"not a valid {kind}: {string.Join("; ", findings.Findings)}", nameof(spec));
    }
}
