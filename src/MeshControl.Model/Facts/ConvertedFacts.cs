using MeshControl.Incremental;
using MeshControl.Model.Ingress;
using MeshControl.Model.Resources;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Facts;

/// <summary>Gateways and routing rules made from Ingresses and Gateway API objects; every key is empty.</summary>
public sealed class ConvertedFacts
{
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;

    public ConvertedFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        _resources = resources;
        _settings = settings;
        Ingress = new(graph, "converted/ingress", (_, read) => ConvertIngresses(read));
    }

    public Derived<string, ConvertedTraffic> Ingress { get; }

    /// <summary>The rule of a converted source, or null.</summary>
    internal MeshVirtualService? Find(ResourceKey source, IReader read) =>
        source.Kind == KindCatalog.Ingress.Id ? read.Get(Ingress, "").Find(source) : null;

    /// <summary>All conversions.</summary>
    internal IEnumerable<ConvertedTraffic> All(IReader read) => [read.Get(Ingress, "")];

    private ConvertedTraffic ConvertIngresses(IReader read)
    {
        var settings = _settings.Get(read);
        var ours = read.Items(_resources.Ingresses.Table).Where(ingress => IngressClasses.IsOurs(
            ingress, settings.Mesh, name => _resources.IngressClasses.Find(read, "", name)?.Spec.Controller));
        return IngressConversion.Convert(ours, settings, (ns, name) => _resources.Services.Find(read, ns, name)?.Spec.Spec.Ports);
    }
}
