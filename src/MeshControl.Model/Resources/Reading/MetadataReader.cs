using System.Collections.ObjectModel;
using System.Globalization;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Reads an object's metadata; its mistakes become findings.</summary>
internal static class MetadataReader
{
    private static readonly string[] KnownFields =
    [
        "name", "namespace", "labels", "annotations", "creationTimestamp", "generation", "uid", "resourceVersion", "deletionTimestamp",
        "ownerReferences", "deletionGracePeriodSeconds", "finalizers", "generateName", "managedFields", "selfLink",
    ];

    public static ResourceMeta Read(DocumentNode metadata, ResourceMeta identity, bool tellsUnknownFields, FindingSink findings)
    {
        if (tellsUnknownFields)
        {
            foreach (var entry in metadata.Entries.Where(e => !KnownFields.Contains(e.Key)))
            {
                findings.Path.Push(entry.Key);
                findings.Warning(FindingCode.UnknownField, entry.Line, "unknown field, it has no effect", Suggestion.Fix(entry.Key, KnownFields[..4]));
                findings.Path.Pop();
            }
        }

        return identity with
        {
            Labels = ReadStrings(metadata, "labels", findings),
            Annotations = ReadStrings(metadata, "annotations", findings),
            Created = ReadTime(metadata, "creationTimestamp", findings) ?? DateTimeOffset.MaxValue,
            DeletionTimestamp = ReadTime(metadata, "deletionTimestamp", findings),
            Generation = metadata["generation"] is { Kind: NodeKind.Integer } generation && long.TryParse(generation.Text, CultureInfo.InvariantCulture, out var number) ? number : 0,
            Uid = metadata["uid"]?.Text ?? "",
            ResourceVersion = metadata["resourceVersion"]?.Text ?? "",
            GenerateName = metadata["generateName"]?.Text ?? "",
            OwnerReferences = ReadOwners(metadata),
        };
    }

    private static IReadOnlyDictionary<string, string> ReadStrings(DocumentNode metadata, string field, FindingSink findings)
    {
        if (metadata[field] is not { } map)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        findings.Path.Push(field);
        if (map.Kind != NodeKind.Mapping)
        {
            findings.Error(FindingCode.WrongType, map.Line, $"expected a map of names to strings, found {map.Describe()}");
        }

        var values = new Dictionary<string, string>(map.Entries.Count);
        foreach (var (key, line, value) in map.Entries)
        {
            findings.Path.Push(key);
            if (value.Kind is not (NodeKind.String or NodeKind.Null))
            {
                findings.Error(FindingCode.WrongType, value.Line, $"expected a string, found {value.Describe()}", "put it in quotes");
            }

            if (!values.TryAdd(key, value.Text))
            {
                findings.Error(FindingCode.DuplicateField, line, "this key is set twice", "keep one of them");
            }

            findings.Path.Pop();
        }

        findings.Path.Pop();
        return values;
    }

    private static DateTimeOffset? ReadTime(DocumentNode metadata, string field, FindingSink findings)
    {
        if (metadata[field] is not { } node)
        {
            return null;
        }

        if (node.Kind == NodeKind.String &&
            DateTimeOffset.TryParse(node.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        findings.Path.Push(field);
        findings.Error(FindingCode.WrongType, node.Line, $"expected a time such as 2026-01-31T12:00:00Z, found {node.Describe()}");
        findings.Path.Pop();
        return null;
    }

    private static OwnerReference[] ReadOwners(DocumentNode metadata) =>
        metadata["ownerReferences"] is not { Kind: NodeKind.Sequence } owners
            ? []
            : [.. owners.Items.Select(owner => new OwnerReference
            {
                ApiVersion = owner["apiVersion"]?.Text ?? "",
                Kind = owner["kind"]?.Text ?? "",
                Name = owner["name"]?.Text ?? "",
                Controller = owner["controller"] is { Kind: NodeKind.Boolean, Text: "true" },
            })];
}
