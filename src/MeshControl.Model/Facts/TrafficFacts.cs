using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Facts;

/// <summary>Routing rules and destination policies as a namespace sees them.</summary>
public sealed class TrafficFacts
{
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly ConvertedFacts _converted;
    private readonly DestinationRuleFacts _rules;

    public TrafficFacts(Graph graph, ResourceFacts resources, SettingsFacts settings, ConvertedFacts converted)
    {
        _resources = resources;
        _settings = settings;
        _converted = converted;
        _rules = new DestinationRuleFacts(graph, resources, settings);
        Expanded = new(graph, "virtual-service", Expand);
        AllVirtualServices = new(graph, "virtual-services", (_, read) => ListAll(read));
        VirtualServices = new(graph, "virtual-services/scope", ListVisible);
        DestinationPolicy = new(graph, "destination-policy", _rules.Find);
        SelectorLabelKeys = new(graph, "selector-label-keys", (_, read) => ListSelectorLabels(read));
    }

    /// <summary>One VirtualService object or converted rule, ready for use; null when it is gone or only a delegate.</summary>
    public Derived<ResourceKey, MeshVirtualService?> Expanded { get; }

    /// <summary>Every root VirtualService and converted rule, oldest first; the key is always empty.</summary>
    public Derived<string, EquatableArray<MeshVirtualService>> AllVirtualServices { get; }

    /// <summary>What a namespace sees for a gateway, first one wins: private, exported to it, public, each oldest first (1.8).</summary>
    public Derived<VirtualServiceScope, EquatableArray<MeshVirtualService>> VirtualServices { get; }

    /// <summary>The DestinationRule in force for a host and client.</summary>
    public Derived<DestinationPolicyKey, DestinationPolicyView> DestinationPolicy { get; }

    /// <summary>Label keys that some outbound rule selects clients by; the key is always empty.</summary>
    public Derived<string, EquatableArray<string>> SelectorLabelKeys { get; }

    private MeshVirtualService? Expand(ResourceKey key, IReader read)
    {
        if (key.Kind != _resources.VirtualServices.Kind)
        {
            return _converted.Find(key, read);
        }

        if (read.Get(_resources.VirtualServices.Table, key) is not { } resource || resource.Spec.Hosts.Count == 0)
        {
            return null;
        }

        var settings = _settings.Get(read);
        var expanded = VirtualServiceExpansion.Expand(resource, settings);
        return resource.Spec.Http.Any(static route => route.Delegate is not null)
            ? VirtualServiceDelegation.Merge(
                expanded,
                (ns, name) => _resources.VirtualServices.Find(read, ns, name) is { } found ? VirtualServiceExpansion.Expand(found, settings) : null)
            : expanded;
    }

    private EquatableArray<MeshVirtualService> ListAll(IReader read)
    {
        var all = new List<MeshVirtualService>();
        foreach (var key in read.Keys(_resources.VirtualServices.Table))
        {
            if (read.TryGet(Expanded, key, out var expanded) && expanded is not null && !Visibility.IsHidden(expanded.ExportTo))
            {
                all.Add(expanded);
            }
        }

        all.AddRange(_converted.All(read).SelectMany(static converted => converted.Rules).Where(static rule => !Visibility.IsHidden(rule.ExportTo)));
        all.Sort(static (a, b) => a.Created.CompareTo(b.Created) is var c and not 0 ? c
            : string.CompareOrdinal(a.Name, b.Name) is var n and not 0 ? n : string.CompareOrdinal(a.Namespace, b.Namespace));
        return all.ToEquatableArray();
    }

    private EquatableArray<MeshVirtualService> ListVisible(VirtualServiceScope scope, IReader read)
    {
        var own = new List<MeshVirtualService>();
        var exported = new List<MeshVirtualService>();
        var everyone = new List<MeshVirtualService>();
        foreach (var virtualService in read.Get(AllVirtualServices, ""))
        {
            if (!virtualService.Gateways.Contains(scope.Gateway))
            {
                continue;
            }

            var exportTo = virtualService.ExportTo;
            if (Visibility.IsPublic(exportTo))
            {
                everyone.Add(virtualService);
            }
            else if (Visibility.IsVisible(exportTo, virtualService.Namespace, scope.Namespace))
            {
                (Visibility.IsPrivate(exportTo, virtualService.Namespace) ? own : exported).Add(virtualService);
            }
        }

        return [.. own, .. exported, .. everyone];
    }

    private EquatableArray<string> ListSelectorLabels(IReader read)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var virtualService in read.Get(AllVirtualServices, ""))
        {
            var spec = virtualService.Spec;
            foreach (var labels in spec.Http.SelectMany(route => route.Match).Select(match => match.SourceLabels)
                .Concat(spec.Tls.SelectMany(route => route.Match).Select(match => match.SourceLabels))
                .Concat(spec.Tcp.SelectMany(route => route.Match).Select(match => match.SourceLabels)))
            {
                keys.UnionWith(labels.Keys);
            }
        }

        foreach (var rule in read.Items(_resources.DestinationRules.Table))
        {
            keys.UnionWith(rule.Spec.WorkloadSelector?.MatchLabels.Keys ?? []);
            keys.UnionWith(FailoverLabels.Of(rule.Spec));
        }

        keys.UnionWith(FailoverLabels.Of(_settings.Get(read).Mesh.LocalityLbSetting));

        foreach (var filter in read.Items(_resources.EnvoyFilters.Table))
        {
            keys.UnionWith(filter.Spec.WorkloadSelector?.Labels.Keys ?? []);
        }

        foreach (var selector in read.Items(_resources.WasmPlugins.Table).Select(static plugin => plugin.Spec.Selector)
            .Concat(read.Items(_resources.TrafficExtensions.Table).Select(static extension => extension.Spec.Selector)))
        {
            keys.UnionWith(selector?.MatchLabels.Keys ?? []);
        }

        foreach (var telemetry in read.Items(_resources.Telemetries.Table))
        {
            keys.UnionWith(telemetry.Spec.Selector?.MatchLabels.Keys ?? []);
        }

        return [.. keys];
    }
}
