using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>Writes objects into the tables of <see cref="ResourceFacts"/>: the only writer there is.</summary>
public sealed class ModelProjector(MeshFacts facts)
{
    /// <summary>Writes one object, or removes it where it is gone.</summary>
    public void Apply(GraphWriter writer, ResourceKey key, Resource? after) => facts.Resources.Write(writer, key, after);

    /// <summary>Writes the mesh settings.</summary>
    public void Apply(GraphWriter writer, MeshSettings settings) => facts.Settings.Set(writer, settings);

    /// <summary>Writes what fetching a module brought, or removes it.</summary>
    public void Apply(GraphWriter writer, WasmModuleKey key, WasmModule? fetched)
    {
        if (fetched is null)
        {
            writer.Remove(facts.Extensions.Modules, key);
        }
        else
        {
            writer.Set(facts.Extensions.Modules, key, fetched);
        }
    }

    /// <summary>Writes what fetching a key set brought, or removes it.</summary>
    public void Apply(GraphWriter writer, KeySetKey key, KeySet? fetched)
    {
        if (fetched is null)
        {
            writer.Remove(facts.KeySets.Fetched, key);
        }
        else
        {
            writer.Set(facts.KeySets.Fetched, key, fetched);
        }
    }
}
