namespace MeshControl.Model.Resources.Schema;

/// <summary>Names what of a kind's objects is read, as dotted paths; lists are passed through.</summary>
public static class FieldPaths
{
    private const int MaxDepth = 8;

    /// <summary>What is read besides the metadata: spec.containers.name, status.podIP, ...; spec as a whole where every field of it is known.</summary>
    public static IReadOnlyList<string> Of(ResourceKind kind)
    {
        var paths = new List<string>();
        if (kind.SpecIsDocument)
        {
            Add(ShapeCatalog.Of(kind.SpecType), "", 0, paths);
        }
        else
        {
            paths.Add("spec");
        }

        if (kind.ReadsStatus)
        {
            Add(ShapeCatalog.Of(typeof(ResourceStatus)), "status", 0, paths);
        }

        return paths;
    }

    private static void Add(Shape shape, string path, int depth, List<string> paths)
    {
        var inner = shape.Kind == ShapeKind.List ? shape.Element! : shape;
        if (inner.Kind != ShapeKind.Object || depth == MaxDepth)
        {
            paths.Add(path);
            return;
        }

        foreach (var field in inner.Fields)
        {
            Add(field.Shape, path.Length == 0 ? field.Name : $"{path}.{field.Name}", depth + 1, paths);
        }
    }
}
