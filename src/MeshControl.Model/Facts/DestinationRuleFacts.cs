using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Facts;

/// <summary>
/// The search for the DestinationRule of a host (traffic specification 1.11): the client's namespace, the service's, the root's; first hit ends it.
/// Host names and rules are separate values, so that editing one rule reaches only what uses its host.
/// </summary>
internal sealed class DestinationRuleFacts
{
    private readonly SettingsFacts _settings;
    private readonly Index<(string Namespace, string Host), ResourceKey, Resource<DestinationRule>> _byHost;
    private readonly ResourceFacts _resources;
    private readonly Derived<(string Namespace, DestinationRuleScope Scope), EquatableArray<string>> _hosts;
    private readonly Derived<(string Namespace, string Host, DestinationRuleScope Scope), EquatableArray<DestinationPolicyView>> _merged;

    public DestinationRuleFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        _resources = resources;
        _settings = settings;
        _byHost = new(resources.DestinationRules.Table, "DestinationRule/host", static rule => [(rule.Namespace, rule.Spec.Host)]);
        _hosts = new(graph, "destination-rule/hosts", ListHosts);
        _merged = new(graph, "destination-rule/merged", Merge);
    }

    public DestinationPolicyView Find(DestinationPolicyKey key, IReader read)
    {
        var root = _settings.Get(read).RootNamespace;
        var local = key.ClientNamespace == root ? DestinationRuleScope.RootLocal : DestinationRuleScope.Local;
        if (Search(key, key.ClientNamespace, local, read) is { } own)
        {
            return own;
        }

        if (key.ServiceNamespace.Length > 0 && Search(key, key.ServiceNamespace, DestinationRuleScope.Exported, read) is { } ofService)
        {
            return ofService;
        }

        return Search(key, root, DestinationRuleScope.Exported, read) ?? DestinationPolicyView.None;
    }

    private DestinationPolicyView? Search(DestinationPolicyKey key, string ns, DestinationRuleScope scope, IReader read)
    {
        if (MostSpecific(read.Get(_hosts, (ns, scope)), key.Host) is not { } host)
        {
            return null;
        }

        DestinationPolicyView? last = null;
        var isOwn = ns == key.ClientNamespace;
        foreach (var entry in read.Get(_merged, (ns, host, scope)))
        {
            if (scope == DestinationRuleScope.Exported && !IsExportedTo(entry, ns, key.ClientNamespace, _settings.Get(read)))
            {
                continue;
            }

            if (entry.WorkloadSelector.Count == 0)
            {
                last = entry;
            }
            else if (isOwn && key.SelectorLabels.Matches(entry.WorkloadSelector))
            {
                return entry;
            }
        }

        return last;
    }

    private static bool IsExportedTo(DestinationPolicyView entry, string ns, string client, MeshSettings settings)
    {
        var exportTo = ServiceProjection.ExportTo(entry.ExportTo, settings.Mesh.DefaultDestinationRuleExportTo);
        return Visibility.IsVisible(exportTo, ns, client);
    }

    private EquatableArray<string> ListHosts((string Namespace, DestinationRuleScope Scope) key, IReader read) =>
        [.. new SortedSet<string>(
            read.Items(_resources.DestinationRules.ByNamespace, key.Namespace).Where(rule => IsIn(rule, key.Scope, _settings.Get(read)))
                .Select(rule => HostNames.Expand(rule.Spec.Host, key.Namespace, _settings.Get(read).DomainSuffix)),
            Comparer<string>.Create(HostNames.CompareSpecificity))];

    private EquatableArray<DestinationPolicyView> Merge((string Namespace, string Host, DestinationRuleScope Scope) key, IReader read)
    {
        var settings = _settings.Get(read);
        var suffix = $".{key.Namespace}.svc.{settings.DomainSuffix}";
        IEnumerable<Resource<DestinationRule>> rules = read.Items(_byHost, (key.Namespace, key.Host));
        if (key.Host.EndsWith(suffix, StringComparison.Ordinal) && !key.Host[..^suffix.Length].Contains('.', StringComparison.Ordinal))
        {
            rules = rules.Concat(read.Items(_byHost, (key.Namespace, key.Host[..^suffix.Length])));
        }

        var sorted = rules.Where(rule => IsIn(rule, key.Scope, settings)).ToList();
        sorted.Sort(DestinationRuleMerge.Compare);
        return DestinationRuleMerge.Merge(key.Host, sorted);
    }

    private static bool IsIn(Resource<DestinationRule> rule, DestinationRuleScope scope, MeshSettings settings)
    {
        var exportTo = DestinationRuleMerge.ExportTo(rule);
        var isPrivate = exportTo.Count == 0
            ? settings.Mesh.DefaultDestinationRuleExportTo.Contains(".")
            : Visibility.IsPrivate(exportTo, rule.Namespace);
        return scope switch
        {
            DestinationRuleScope.RootLocal => isPrivate,
            DestinationRuleScope.Exported => !isPrivate,
            _ => exportTo.Count == 0 || exportTo.Contains("*") || exportTo.Contains(".") || exportTo.Contains(rule.Namespace),
        };
    }

    // Hosts come most specific first.
    private static string? MostSpecific(EquatableArray<string> hosts, string wanted)
    {
        foreach (var host in hosts)
        {
            if (host == wanted || (HostNames.IsWildcard(host) && HostNames.IsSubsetOf(wanted, host)))
            {
                return host;
            }
        }

        return null;
    }
}
