using MeshControl.Incremental;
using MeshControl.Model.GatewayApi;
using MeshControl.Model.GatewayApi.Status;
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
        GatewayApi = new(graph, "converted/gateway-api", (_, read) => GatewayApiConversion.Convert(Objects(read)));
        GatewayApiStatuses = new(graph, "converted/gateway-api-statuses", (_, read) => GatewayApiAssessment.Of(Objects(read), read.Items(_resources.GatewayClasses.Table)));
    }

    public Derived<string, ConvertedTraffic> Ingress { get; }

    public Derived<string, ConvertedTraffic> GatewayApi { get; }

    /// <summary>What to tell the users of the Gateway API about their objects.</summary>
    public Derived<string, GatewayApiStatuses> GatewayApiStatuses { get; }

    /// <summary>The rule of a converted source, or null.</summary>
    internal MeshVirtualService? Find(ResourceKey source, IReader read) =>
        source.Kind == KindCatalog.Ingress.Id ? read.Get(Ingress, "").Find(source)
        : source.Kind == KindCatalog.KubernetesGateway.Id ? read.Get(GatewayApi, "").Find(source)
        : null;

    /// <summary>All conversions.</summary>
    internal IEnumerable<ConvertedTraffic> All(IReader read) => [read.Get(Ingress, ""), read.Get(GatewayApi, "")];

    private ConvertedTraffic ConvertIngresses(IReader read)
    {
        var settings = _settings.Get(read);
        var ours = read.Items(_resources.Ingresses.Table).Where(ingress => IngressClasses.IsOurs(
            ingress, settings.Mesh, name => _resources.IngressClasses.Find(read, "", name)?.Spec.Controller));
        return IngressConversion.Convert(ours, settings, (ns, name) => _resources.Services.Find(read, ns, name)?.Spec.Spec.Ports);
    }

    private GatewayApiObjects Objects(IReader read) => new()
    {
        Settings = _settings.Get(read),
        Gateways = read.Items(_resources.KubernetesGateways.Table),
        HttpRoutes = read.Items(_resources.HttpRoutes.Table),
        GrpcRoutes = read.Items(_resources.GrpcRoutes.Table),
        TcpRoutes = read.Items(_resources.TcpRoutes.Table),
        TlsRoutes = read.Items(_resources.TlsRoutes.Table),
        Grants = read.Items(_resources.ReferenceGrants.Table),
        ControllerOf = name => _resources.GatewayClasses.Find(read, "", name)?.Spec.ControllerName,
        NamespacesOf = selector => [.. read.Items(_resources.Namespaces.Table).Where(ns => LabelConditions.Match(selector, ns.Meta.Labels))
            .Select(static ns => ns.Name).Order(StringComparer.Ordinal)],
        SecretOf = (ns, name) => _resources.Secrets.Find(read, ns, name)?.Spec,
        HasService = (ns, name) => _resources.Services.Find(read, ns, name) is not null,
        EntryHosts = (ns, name) => _resources.ServiceEntries.Find(read, ns, name)?.Spec.Hosts ?? [],
    };
}
