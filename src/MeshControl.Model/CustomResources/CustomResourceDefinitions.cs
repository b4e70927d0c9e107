using System.Text.Json.Nodes;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.CustomResources;

/// <summary>The definitions (apiextensions.k8s.io/v1) of every kind in the catalog that Kubernetes does not bring itself, derived from its record.</summary>
public static class CustomResourceDefinitions
{
    public static IReadOnlyList<ResourceKind> Kinds { get; } = [.. KindCatalog.All.Where(kind => kind.IsCustom)];

    /// <summary>PLURAL.GROUP, the definition's name.</summary>
    public static string NameOf(ResourceKind kind) => $"{kind.Plural}.{kind.Group}";

    /// <summary>The whole object.</summary>
    public static JsonObject Of(ResourceKind kind, RecordDocumentation documentation)
    {
        var presentation = KindPresentation.Of(kind);
        var names = new JsonObject
        {
            ["kind"] = kind.Kind,
            ["listKind"] = $"{kind.Kind}List",
            ["plural"] = kind.Plural,
            ["singular"] = kind.Kind.ToLowerInvariant(),
            ["categories"] = Categories(kind),
        };
        if (presentation.ShortNames.Count > 0)
        {
            names["shortNames"] = new JsonArray([.. presentation.ShortNames.Select(name => (JsonNode)name)]);
        }

        return new()
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject
            {
                ["name"] = NameOf(kind),
                ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "meshcontrol" },
                // Removing a release must not remove everybody's objects.
                ["annotations"] = new JsonObject { ["helm.sh/resource-policy"] = "keep" },
            },
            ["spec"] = new JsonObject
            {
                ["group"] = kind.Group,
                ["names"] = names,
                ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
                ["versions"] = new JsonArray([.. kind.Versions.Select(version => Version(kind, version, presentation, documentation))]),
            },
        };
    }

    // istio-io and networking-istio-io, as people list them: kubectl get istio-io -A.
    private static JsonArray Categories(ResourceKind kind)
    {
        var dotted = kind.Group.Split('.');
        var family = string.Join('-', dotted[^2..]);
        return dotted.Length > 2 ? [family, string.Join('-', dotted)] : [family];
    }

    private static JsonObject Version(ResourceKind kind, string version, KindPresentation presentation, RecordDocumentation documentation)
    {
        var shape = ShapeCatalog.Of(kind.SpecType);
        var spec = new SchemaWriter(documentation).Write(shape);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["spec"] = spec, ["status"] = StatusSchema.Write() } };
        if (shape.Fields.Any(field => field.Limits is { Required: true }))
        {
            schema["required"] = new JsonArray("spec");
        }

        var written = new JsonObject
        {
            ["name"] = version,
            ["served"] = true,
            ["storage"] = version == (presentation.StorageVersion ?? kind.Versions[0]),
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema },
            ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        };
        if (presentation.Columns.Count > 0)
        {
            written["additionalPrinterColumns"] = new JsonArray([.. presentation.Columns.Select(column => new JsonObject
            {
                ["name"] = column.Name,
                ["type"] = column.Type,
                ["jsonPath"] = column.JsonPath,
                ["description"] = column.Description,
            })]);
        }

        return written;
    }
}
