using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Facts;

/// <summary>All objects of one kind, with the index by namespace that most views start from.</summary>
public sealed class ResourceTable<TSpec>
    where TSpec : class
{
    public ResourceTable(Graph graph, string kind)
    {
        Kind = kind;
        Table = new(graph, kind);
        ByNamespace = new(Table, kind + "/namespace", static resource => [resource.Namespace]);
    }

    /// <summary>The kind's id, the first part of every key.</summary>
    public string Kind { get; }

    public Table<ResourceKey, Resource<TSpec>> Table { get; }

    public Index<string, ResourceKey, Resource<TSpec>> ByNamespace { get; }

    public Resource<TSpec>? Find(IReader read, string ns, string name) => read.Get(Table, new ResourceKey(Kind, ns, name));
}
