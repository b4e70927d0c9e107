using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshControl.Model.Resources.Schema;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Makes resources of documents; everything that is wrong with them goes to the sink.</summary>
internal sealed class ResourceDecoder(string source, FindingSink findings)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly string[] DocumentFields = ["apiVersion", "kind", "metadata", "spec", "status"];

    private readonly ArrayBufferWriter<byte> _content = new();

    private readonly List<Resource> _resources = [];
    private readonly List<ResourceKey> _rejected = [];
    private readonly List<Resource> _refused = [];
    private readonly List<string> _skipped = [];
    private bool _isIncomplete;

    /// <summary>Decodes all objects of a document.</summary>
    public DocumentResult DecodeDocument(DocumentNode? root, int linesBefore, int document)
    {
        _resources.Clear();
        _rejected.Clear();
        _refused.Clear();
        _skipped.Clear();
        _isIncomplete = false;
        if (root is not null)
        {
            Decode(root, document);
        }

        return new()
        {
            LinesBefore = linesBefore,
            Document = document,
            Resources = [.. _resources],
            Rejected = [.. _rejected],
            Refused = [.. _refused],
            Skipped = [.. _skipped],
            Findings = findings.TakeAll(),
            IsIncomplete = _isIncomplete,
        };
    }

    /// <summary>Decodes one object of a known kind.</summary>
    public ObjectReadResult DecodeObject(DocumentNode root, ResourceKind kind, string version)
    {
        _resources.Clear();
        findings.Begin(0);
        if (root.Kind == NodeKind.Mapping)
        {
            DecodeObject(root, kind, kind.Group.Length == 0 ? version : $"{kind.Group}/{version}", version, 0);
        }
        else
        {
            findings.Error(FindingCode.NotAnObject, root.Line, $"expected an object with metadata, found {root.Describe()}");
        }

        return new(_resources.Count > 0 ? _resources[0] : null, findings.TakeAll());
    }

    private void Decode(DocumentNode root, int document, string? listKind = null, string? listApiVersion = null)
    {
        findings.Begin(document);
        if (root.Kind != NodeKind.Mapping)
        {
            findings.Error(FindingCode.NotAnObject, root.Line, $"expected an object with apiVersion, kind and metadata, found {root.Describe()}");
            _isIncomplete = true;
            return;
        }

        var kindName = root["kind"] is { Kind: NodeKind.String } kindNode ? kindNode.Text : listKind;
        var apiVersion = root["apiVersion"] is { Kind: NodeKind.String } versionNode ? versionNode.Text : listApiVersion;
        if (kindName is null || apiVersion is null)
        {
            var missing = kindName is null ? "kind" : "apiVersion";
            findings.Error(FindingCode.NotAnObject, root.Line, $"{missing} is missing", $"add {missing}, or move this file elsewhere if it is no manifest");
            _isIncomplete = true;
            return;
        }

        if (kindName.EndsWith("List", StringComparison.Ordinal) && root["items"] is { Kind: NodeKind.Sequence } items)
        {
            var itemKind = kindName.Length > 4 ? kindName[..^4] : null;
            foreach (var item in items.Items)
            {
                Decode(item, document, itemKind, itemKind is null ? null : apiVersion);
            }

            return;
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        if (KindCatalog.Find(slash < 0 ? "" : apiVersion[..slash], kindName) is not { } kind)
        {
            _skipped.Add(slash < 0 ? kindName : $"{kindName}.{apiVersion[..slash]}");
            return;
        }

        DecodeObject(root, kind, apiVersion, apiVersion[(slash + 1)..], document);
    }

    private void DecodeObject(DocumentNode root, ResourceKind kind, string apiVersion, string version, int document)
    {
        if (ReadIdentity(root, kind, apiVersion, document) is not { } identity)
        {
            _isIncomplete = true;
            return;
        }

        findings.Name(new(kind.Id, identity.Namespace, identity.Name));
        if (!kind.Versions.Contains(version))
        {
            findings.Error(FindingCode.UnknownVersion, root["apiVersion"]?.Line ?? 0, $"version {version} of {kind.Kind} is not known", $"use {kind.Group}/{kind.Versions[0]}");
        }

        findings.Path.Push("metadata");
        var meta = MetadataReader.Read(root["metadata"]!, identity, kind.HasFullSchema, findings);
        findings.Path.Pop();
        if (kind.HasFullSchema)
        {
            TellUnknownDocumentFields(root);
        }

        var spec = kind.SpecIsDocument ? root : root["spec"] ?? DocumentNode.EmptyMapping;
        var resource = DecodeContent(spec, kind, meta, kind.ReadsStatus ? root["status"] : null);
        if (findings.Add(resource is null ? [] : ResourceValidation.Validate(resource), root) && resource is not null)
        {
            _resources.Add(resource);
            return;
        }

        _rejected.Add(new(kind.Id, identity.Namespace, identity.Name));
        if (resource is not null)
        {
            _refused.Add(resource);
        }
    }

    /// <summary>Null when there are errors.</summary>
    public Resource? DecodeContent(DocumentNode spec, ResourceKind kind, ResourceMeta meta, DocumentNode? status = null)
    {
        _content.ResetWrittenCount();
        var specLength = WriteContent(spec, kind.SpecType, kind.HasFullSchema, kind.SpecIsDocument ? null : "spec", kind.IsCustom);
        var statusLength = 0;
        if (status is not null)
        {
            statusLength = WriteContent(status, typeof(ResourceStatus), tellsUnknownFields: false, "status");
        }

        if (findings.HasErrors)
        {
            return null;
        }

        var written = _content.WrittenSpan;
        var statusValue = statusLength == 0 ? null
            : JsonSerializer.Deserialize(written.Slice(specLength, statusLength), ResourceJsonContext.Default.ResourceStatus);
        var draft = new ResourceDraft(kind, meta, statusValue, 0);
        return kind.Factory(written[..specLength], draft with { ContentHash = ContentHasher.Hash(_content, kind, meta) });
    }

    private int WriteContent(DocumentNode node, Type type, bool tellsUnknownFields, string? field, bool checksLimits = false)
    {
        var before = _content.WrittenCount;
        using var writer = new Utf8JsonWriter(_content, WriterOptions);
        if (field is not null)
        {
            findings.Path.Push(field);
        }

        new DocumentNormalizer(findings, writer) { TellsUnknownFields = tellsUnknownFields, ChecksLimits = checksLimits }.Write(node, ShapeCatalog.Of(type));
        if (field is not null)
        {
            findings.Path.Pop();
        }

        writer.Flush();
        return _content.WrittenCount - before;
    }

    private ResourceMeta? ReadIdentity(DocumentNode root, ResourceKind kind, string apiVersion, int document)
    {
        findings.Path.Push("metadata");
        var metadata = root["metadata"];
        var name = metadata?["name"];
        var ns = metadata?["namespace"];
        ResourceMeta? identity = null;
        if (name is not { Kind: NodeKind.String, Text.Length: > 0 })
        {
            findings.Path.Push("name");
            findings.Error(
                name is null ? FindingCode.MissingField : FindingCode.WrongType,
                name?.Line ?? metadata?.Line ?? root.Line,
                name is null ? $"this {kind.Kind} has no name" : $"expected a string, found {name.Describe()}",
                name is null ? "add metadata.name" : "put it in quotes");
            findings.Path.Pop();
        }
        else if (ns is { Kind: not NodeKind.String })
        {
            findings.Path.Push("namespace");
            findings.Error(FindingCode.WrongType, ns.Line, $"expected a string, found {ns.Describe()}", "put it in quotes");
            findings.Path.Pop();
        }
        else
        {
            identity = new()
            {
                ApiVersion = apiVersion,
                Name = name.Text,
                Namespace = !kind.Namespaced ? "" : ns is { Text.Length: > 0 } ? ns.Text : "default",
                Origin = new(source, root.Line, document),
            };
        }

        findings.Path.Pop();
        return identity;
    }

    private void TellUnknownDocumentFields(DocumentNode root)
    {
        foreach (var entry in root.Entries.Where(e => !DocumentFields.Contains(e.Key)))
        {
            findings.Path.Push(entry.Key);
            findings.Warning(FindingCode.UnknownField, entry.Line, "unknown field, it has no effect", Suggestion.Fix(entry.Key, DocumentFields));
            findings.Path.Pop();
        }
    }
}
