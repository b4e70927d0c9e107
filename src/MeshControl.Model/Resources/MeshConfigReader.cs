using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Reading;
using MeshControl.Model.Resources.Schema;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources;

/// <summary>Reads mesh-wide settings, laid over the defaults as istiod does.</summary>
public static class MeshConfigReader
{
    private static readonly DocumentNode DefaultMeshConfig = ToNode(new MeshConfig(), ResourceJsonContext.Default.MeshConfig);

    /// <summary>A meshconfig.yaml: a MeshConfig, or the ConfigMap that holds one under the key "mesh".</summary>
    public static MeshConfigReadResult<MeshConfig> ReadMeshConfig(string source, string text) =>
        Read(source, text, ResourceJsonContext.Default.MeshConfig, document => MeshConfigOverlay.Apply(DefaultMeshConfig, document), MeshConfigRules.Check);

    /// <summary>The mesh networks: a MeshNetworks, or the ConfigMap that holds one under the key "meshNetworks".</summary>
    public static MeshConfigReadResult<MeshNetworks> ReadMeshNetworks(string source, string text) =>
        Read(source, text, ResourceJsonContext.Default.MeshNetworks, document => document);

    /// <summary>A ProxyConfig over another one, as the annotation proxy.istio.io/config lays it over the mesh default.</summary>
    public static MeshConfigReadResult<ProxyConfig> ReadProxyConfig(string source, string text, ProxyConfig below) =>
        Read(source, text, ResourceJsonContext.Default.ProxyConfig, document => MeshConfigOverlay.ApplyProxyConfig(ToNode(below, ResourceJsonContext.Default.ProxyConfig), document));

    private static MeshConfigReadResult<T> Read<T>(
        string source, string text, JsonTypeInfo<T> type, Func<DocumentNode, DocumentNode> overlay, Func<T, IReadOnlyList<(string Path, string Message, string Fix)>>? rules = null)
        where T : class
    {
        var findings = new FindingSink(source);
        try
        {
            var roots = DocumentSplitter.Split(text).Select(part => DocumentReader.Read(part, new TextPool())).OfType<DocumentNode>().Take(2).ToList();
            if (roots.Count > 1)
            {
                findings.Error(FindingCode.BrokenDocument, roots[1].Line, "more than one document");
                return new(null, findings.Findings);
            }

            var document = Unwrap(roots.FirstOrDefault() ?? DocumentNode.EmptyMapping);
            if (document.Kind != NodeKind.Mapping)
            {
                findings.Error(FindingCode.WrongType, document.Line, $"expected an object, found {document.Describe()}");
                return new(null, findings.Findings);
            }

            var value = Decode(overlay(document), type, findings);
            var broken = value is null || rules is null ? [] : rules(value);
            return new(value, [.. findings.Findings, .. broken.Select(rule => Broken(source, document, rule))]);
        }
        catch (DocumentFormatException error)
        {
            findings.Error(FindingCode.BrokenDocument, error.Line, error.Message);
            return new(null, findings.Findings);
        }
    }

    private static Finding Broken(string source, DocumentNode document, (string Path, string Message, string Fix) rule) => new()
    {
        // What is wrong with one provider is that provider's: policies that need it refuse rather than pass.
        Severity = FindingSeverity.Warning,
        Code = FindingCode.InvalidValue,
        Path = rule.Path,
        Message = rule.Message,
        Fix = rule.Fix,
        Origin = new(source, FieldLocator.LineOf(document, rule.Path)),
    };

    private static T? Decode<T>(DocumentNode document, JsonTypeInfo<T> type, FindingSink findings)
        where T : class
    {
        var content = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(content, new() { SkipValidation = true }))
        {
            new DocumentNormalizer(findings, writer) { TellsUnknownFields = true }.Write(document, ShapeCatalog.Of(type.Type));
        }

        return findings.HasErrors ? null : JsonSerializer.Deserialize(content.WrittenSpan, type);
    }

    private static DocumentNode Unwrap(DocumentNode root)
    {
        if (root["kind"]?.Text != "ConfigMap" || root["data"] is not { } data)
        {
            return root;
        }

        var inner = data["mesh"] ?? data["meshNetworks"];
        return inner is null ? DocumentNode.EmptyMapping
            : DocumentReader.Read(new(inner.Text.AsMemory(), inner.Line), new TextPool()) ?? DocumentNode.EmptyMapping;
    }

    private static DocumentNode ToNode<T>(T value, JsonTypeInfo<T> type) => JsonNodeReader.Read(JsonSerializer.SerializeToUtf8Bytes(value, type), 0);
}
