using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>Notes the objects of a rule that came with a key, so that an explanation names them.</summary>
internal static class RuleSources
{
    public static void Record(MeshFacts facts, DestinationPolicyView rule, IReader read)
    {
        foreach (var source in rule.Sources)
        {
            _ = read.Get(facts.Resources.DestinationRules.Table, source.Key);
        }
    }
}
