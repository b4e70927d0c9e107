using System.Text;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Tests;

/// <summary>The facts that follow from YAML documents.</summary>
internal static class ManifestFacts
{
    public static MeshFacts Of(string yaml)
    {
        var graph = new Graph();
        var facts = new MeshFacts(graph);
        var read = ManifestReader.Read("objects.yaml", Encoding.UTF8.GetBytes(yaml));
        Assert.Empty(read.Findings);
        graph.Commit(writer =>
        {
            foreach (var resource in read.Resources)
            {
                new ModelProjector(facts).Apply(writer, resource.Key, resource);
            }
        });
        return facts;
    }
}
